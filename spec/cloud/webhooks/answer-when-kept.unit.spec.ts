/** Answers wait for what they have caused, and for nothing else. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { internals } from '../../../src/parse/internals'
import { beforeAnswer, withinRequest } from '../../../src/parse/request/request'
import { answerWhenKept } from '../../../src/cloud/webhooks/answer-when-kept'

test('an answer is sent when what it has caused is kept, also where that failed', async () => {
  const order: string[] = []
  let keep: () => void = () => undefined
  const kept = new Promise<void>((resolve) => (keep = resolve))
  const app = internals.express()()
  app.use(withinRequest, answerWhenKept)
  app.get('/slow', (_req, res) => {
    void beforeAnswer(() => kept.then(() => void order.push('kept')))
    beforeAnswer(() => Promise.reject(new Error('away'))).catch(() => undefined)
    res.json({ is: 'answered' })
  })
  app.get('/quick', (_req, res) => void res.json({ is: 'quick' }))
  const server = (app as unknown as { listen(port: number): import('node:http').Server }).listen(0)
  await once(server, 'listening')
  const get = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`)
    order.push(path)
    return answer.json() as unknown
  }
  const slow = get('/slow')
  expect(await get('/quick')).toEqual({ is: 'quick' })
  keep()
  expect(await slow).toEqual({ is: 'answered' })
  expect(order).toEqual(['/quick', 'kept', '/slow'])
  server.close()
  await once(server, 'close')
})
