/** What the answer to a request waits for, and what is known of the request meanwhile. */
import express from 'express'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Handler } from '../../../src/parse/internals'
import {
  beforeAnswer,
  currentRequest,
  unknownToRequest,
  readyToAnswer,
  withinRequest,
} from '../../../src/parse/request/request'

let server: Server | undefined
afterEach(() => {
  server?.close()
  server?.closeAllConnections()
})

/** What a handler finds out within a request. */
async function within<Result>(find: () => Promise<Result>, headers: Record<string, string> = {}) {
  const app = express()
  let found: Promise<Result> | undefined
  app.use(withinRequest as unknown as express.RequestHandler)
  app.use(((_req, res) => {
    found = find()
    void found.finally(() => res.json(null)).catch(() => undefined)
  }) satisfies Handler as unknown as express.RequestHandler)
  server = app.listen(0)
  await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { headers })
  return found!
}

const tick = () => new Promise((resolve) => setImmediate(resolve))

test('languages are told as the client prefers them', async () => {
  const headers = { 'accept-language': 'de;q=0.5, fr-CH, *;q=0.1' }
  expect(await within(async () => currentRequest()?.languages(), headers)).toEqual(['fr-CH', 'de'])
  expect(await within(async () => currentRequest()?.languages(), { 'accept-language': ';;,' })).toEqual([])
})

test('work that nobody awaits knows its request; work outside of it does not', async () => {
  const headers = { 'user-agent': 'spec' }
  const agent = async () => {
    await tick()
    return currentRequest()?.userAgent
  }
  expect(await within(agent, headers)).toBe('spec')
  expect(await within(() => unknownToRequest(agent), headers)).toBeUndefined()
})

test('the answer waits for what was begun before it, and for what that has begun', async () => {
  const order: string[] = []
  const note = (text: string) => async () => {
    await tick()
    order.push(text)
  }
  await within(async () => {
    void beforeAnswer(async () => {
      void beforeAnswer(note('inner'))
      await note('outer')()
    })
    await readyToAnswer()
    order.push('answered')
  })
  expect(order.at(-1)).toBe('answered')
  expect(order).toHaveLength(3)
})

test('work that waits for its request itself does not wait for ever', async () => {
  await within(async () => {
    void beforeAnswer(() => readyToAnswer())
    await readyToAnswer()
  })
})

test('work that fails fails to its caller only', async () => {
  const failing = within(async () => {
    const work = beforeAnswer(() => Promise.reject(new Error('no')))
    await readyToAnswer()
    return work
  })
  await expect(failing).rejects.toThrow('no')
})

test('without a request, work is just done', async () => {
  expect(await beforeAnswer(async () => 7)).toBe(7)
  await readyToAnswer()
})
