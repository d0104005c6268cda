/** Which requests whoever closes waits for. */
import { once } from 'node:events'
import { createServer, get, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Request, Response } from '../../../src/parse/internals'
import { createInFlight } from '../../../src/server/shutdown/in-flight'

describe('requests under way', () => {
  const server = createServer()
  beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'))
  afterAll(() => once(server.close(), 'close'))

  async function ask() {
    const request = get({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' })
    request.on('error', () => undefined) // of a client that hangs up
    const [incoming, response] = (await once(server, 'request')) as [Request, ServerResponse]
    return { request, incoming, response: response as unknown as Response }
  }

  /** What has to be waited for is there long after what is there already. */
  const isAnswered = (answered: Promise<void>) =>
    Promise.race([answered.then(() => true), new Promise((resolve) => setImmediate(resolve, false))])

  test('are those whose client still waits', async () => {
    const { count, answered } = createInFlight()
    const next = jest.fn()
    const { incoming, response } = await ask()
    count(incoming, response, next)
    expect(await isAnswered(answered())).toBe(false)
    const last = answered()
    response.end()
    await last
    expect(next).toHaveBeenCalledTimes(1)
  })

  test('are none whose client has gone before they came to us', async () => {
    const { count, answered } = createInFlight()
    const { request, incoming, response } = await ask()
    const gone = once(response, 'close')
    request.destroy()
    await gone
    count(incoming, response, () => undefined)
    expect(await isAnswered(answered())).toBe(true)
  })
})
