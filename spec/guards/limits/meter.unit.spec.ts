/** What happens to limits while the store of their counts is away. */
import { EventEmitter, once } from 'node:events'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { reasonOf } from '../../../src/errors'
import { limitDashboard } from '../../../src/guards/limits/dashboard'
import { shareAllowsMail } from '../../../src/guards/limits/mails'
import { createMeter, type MeterParts } from '../../../src/guards/limits/meter'
import { type Limits, limitsOptions } from '../../../src/guards/limits/options'
import type { Running } from '../../../src/part/part'
import { startHost, type Host } from '../../support/host'
import { describeWithDatabase } from '../../support/database'

const away = () => Promise.reject(new Error('connection refused'))
const store = { read: away, count: away, claim: away, release: away, note: away }
const check = { name: 'logIn.perAddress', limit: { max: 2, seconds: 60 }, subject: '192.0.2.1' }

describeWithDatabase('a meter whose store is away', (database) => {
  let host: Host
  beforeAll(async () => void (host = await startHost({ database: database() })))
  afterAll(() => host.close())

  function meterWith(failClosed: boolean) {
    const warnings: string[] = []
    const logger = { warn: (line: string) => void warnings.push(line) } as unknown as MeterParts['logger']
    return { warnings, meter: createMeter({ counts: store, logger, events: new EventEmitter(), failClosed }) }
  }
  const fail = () => Promise.reject(new Error('wrong'))
  const always = () => true

  test('lets through what this node alone does not refuse, and warns once', async () => {
    const { meter, warnings } = meterWith(false)
    const outcomes = []
    for (let index = 0; index < 4; index += 1)
      outcomes.push(await meter.attempt([check], fail, always).catch(reasonOf))
    expect(outcomes).toEqual([
      'wrong',
      'wrong',
      expect.stringMatching(/^Too many/),
      expect.stringMatching(/^Too many/),
    ])
    expect(warnings).toEqual([
      'Limits can’t be checked: the store of their counts is away (connection refused).',
    ])
  })

  test('refuses where the host wants that, before the work is begun', async () => {
    const { meter } = meterWith(true)
    const work = jest.fn(fail)
    await expect(meter.attempt([check], work, always)).rejects.toMatchObject({ code: 100 })
    expect(work).not.toHaveBeenCalled()
  })

  test('counts an attempt within another one once, and lets it take the last place', async () => {
    const { meter } = meterWith(false)
    const nested = () => meter.attempt([check], fail, always)
    for (const outcome of ['wrong', 'wrong', expect.stringMatching(/^Too many/)])
      expect(await meter.attempt([check], nested, always).catch(reasonOf)).toEqual(outcome)
  })

  test('counts at once alike: by what this node knows, or not at all', async () => {
    const { meter } = meterWith(false)
    const waits = [await meter.count([check]), await meter.count([check]), await meter.count([check])]
    expect(waits.map((seconds) => seconds > 0)).toEqual([false, false, true])
    await expect(meterWith(true).meter.count([check])).rejects.toMatchObject({ code: 100 })
  })

  describe('for those who have no error of Parse’s', () => {
    const options = limitsOptions.parse({ failClosed: true }) as Limits

    test('sends no mail, and says nothing', async () => {
      const counts = () => Promise.resolve(store)
      const config = { loggerController: { warn: () => undefined } } as unknown as Running['config']
      const allows = shareAllowsMail(options, { config, counts, events: new EventEmitter() })
      expect(await allows('ann@example.com')).toBe(false)
    })

    test('lets nobody log in to the Dashboard, and says when to come back', async () => {
      const app = express().use(limitDashboard(options, meterWith(true).meter, () => '192.0.2.1') as never)
      const server = app.listen(0)
      await once(server, 'listening')
      const { port } = server.address() as AddressInfo
      const answer = await fetch(`http://localhost:${port}/login`, { method: 'POST' })
      server.close()
      expect([answer.status, answer.headers.get('retry-after'), await answer.text()]).toEqual([
        ...[503, '10', 'The server can’t check its limits now. Try again soon.'],
      ])
    })
  })

  test('goes on warning once a minute, however often it is asked', async () => {
    const { meter, warnings } = meterWith(false)
    const start = Date.now()
    const clock = jest.spyOn(Date, 'now')
    for (let seconds = 0; seconds <= 130; seconds += 10) {
      clock.mockReturnValue(start + seconds * 1000)
      await meter.count([check])
    }
    clock.mockRestore()
    expect(warnings).toHaveLength(2)
  })
})
