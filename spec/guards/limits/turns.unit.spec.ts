/** Many attempts at once that wait for each other: how often the store is asked, and that none is forgotten. */
import { EventEmitter } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { inTurn } from '../../../src/auth/lockout/attempts'
import { reasonOf } from '../../../src/errors'
import { createMeter, type Meter, type MeterParts } from '../../../src/guards/limits/meter'
import type { Check } from '../../../src/guards/limits/windows'

const seconds = 86_400
const check = (name: string, max: number): Check => ({ name, limit: { max, seconds }, subject: name })
const times = <Result>(number: number, work: (index: number) => Promise<Result>) =>
  Promise.all(Array.from({ length: number }, (_each, index) => work(index)))
const isWrong = (outcome: object) => 'thrown' in outcome

/** A meter on a store that counts how often it is read. */
function meterOf() {
  const counts = new Map<string, number>()
  let reads = 0
  const store = {
    read: async () => {
      reads += 1
      await setImmediate()
      return new Map(counts)
    },
    count: async (key: string) => {
      await setImmediate()
      counts.set(key, (counts.get(key) ?? 0) + 1)
      return Number(counts.get(key))
    },
  } as unknown as MeterParts['counts']
  const events: EventEmitter & MeterParts['events'] = new EventEmitter()
  const logger = { warn: () => undefined } as unknown as MeterParts['logger']
  const meter = createMeter({ counts: store, logger, events, failClosed: false })
  return { meter, events, counts, reads: () => reads }
}

/** Work that says how many are at it at the most. */
function crowd() {
  let now = 0
  let most = 0
  const work = async () => {
    now += 1
    most = Math.max(most, now)
    for (let step = 0; step < 3; step += 1) await setImmediate()
    now -= 1
  }
  return { work, most: () => most }
}
const fail = async () => {
  await setImmediate()
  throw new Error('wrong')
}

describe('Attempts that wait', () => {
  test('ask the store a few times each, and all get in, as many at once as may', async () => {
    const { meter, reads } = meterOf()
    const { work, most } = crowd()
    await times(100, () => meter.attempt([check('account', 2)], work, isWrong))
    expect(most()).toBe(2)
    expect(reads()).toBeLessThanOrEqual(300)
  })

  test('ask the store a few times each with several limits, of which each lets others in', async () => {
    const { meter, reads } = meterOf()
    const { work, most } = crowd()
    const checks = (index: number) => [check('overall', 6), check(`account ${index % 3}`, 3)]
    await times(90, (index) => meter.attempt(checks(index), work, isWrong))
    expect(most()).toBe(6)
    expect(reads()).toBeLessThanOrEqual(270)
  })

  test('ask for the failures of an account that locks a few times each', async () => {
    let asked = 0
    const failures = async () => {
      asked += 1
      await setImmediate()
      return 1
    }
    const { work, most } = crowd()
    await times(100, () => inTurn({ key: 'an account of 100', threshold: 3, failures }, work))
    expect(most()).toBe(2)
    expect(asked).toBeLessThanOrEqual(300)
  })

  test('are all refused when those before them have failed', async () => {
    const { meter, reads } = meterOf()
    const attempt = () => meter.attempt([check('account', 3)], fail, isWrong).then(() => '', reasonOf)
    const answers = await times(50, attempt)
    expect(answers.filter((answer) => answer === 'wrong')).toHaveLength(3)
    expect(answers.filter((answer) => answer.startsWith('Too many'))).toHaveLength(47)
    expect(reads()).toBeLessThanOrEqual(150)
  })

  test('go on in order', async () => {
    const { meter } = meterOf()
    const ended: number[] = []
    const work = async (index: number) => {
      await setImmediate()
      ended.push(index)
    }
    await times(20, (index) => meter.attempt([check('account', 1)], () => work(index), isWrong))
    expect(ended).toEqual([...ended].sort((one, other) => one - other))
  })

  test('let those behind them go on when they find another limit full or reached', async () => {
    const { meter } = meterOf()
    let end = (): void => undefined
    const held = new Promise<void>((resolve) => (end = resolve))
    const holder = (name: string) => meter.attempt([check(name, 1)], () => held, isWrong)
    const holding = holder('full')
    await meter.attempt([check('reached', 1)], fail, isWrong).catch(reasonOf)
    const [shared, full, reached] = [check('shared', 1), check('full', 1), check('reached', 1)]
    const first = meter.attempt([shared], setImmediate, isWrong)
    const waits = meter.attempt([shared, full], setImmediate, isWrong)
    const refused = meter.attempt([shared, reached], setImmediate, isWrong).catch(reasonOf)
    const last = meter.attempt([shared], setImmediate, isWrong)
    await Promise.all([first, refused, last])
    expect(await refused).toMatch(/^Too many/)
    end()
    await Promise.all([holding, waits])
  })

  test('let those behind them go on when a window of time is over', async () => {
    const { meter } = meterOf()
    const start = Date.now()
    const clock = jest.spyOn(Date, 'now').mockReturnValue(start)
    const { work, most } = crowd()
    const attempts = times(20, () => meter.attempt([check('account', 2)], work, isWrong))
    await setImmediate()
    clock.mockReturnValue(start + seconds * 1000)
    await attempts
    clock.mockRestore()
    expect(most()).toBeGreaterThan(0)
  })

  test('get back their number when the count begins anew', async () => {
    let failed = 2
    const { work, most } = crowd()
    const account = { key: 'an account anew', threshold: 3, failures: () => Promise.resolve(failed) }
    await times(12, () => inTurn(account, () => work().finally(() => (failed = 0))))
    expect(most()).toBe(3)
  })

  async function overflow(meter: Meter, work: () => Promise<void>, max: number, number: number) {
    const attempt = () => meter.attempt([check('account', max)], work, isWrong).catch(reasonOf)
    const answers = await times(number, attempt)
    return answers.filter((answer) => /^Too many attempts. Try again in \d+ seconds/.test(String(answer)))
  }

  test('are ten for each place and a hundred at the least: others are refused as by the limit', async () => {
    const { meter, events } = meterOf()
    const limited: unknown[] = []
    events.on('limited', ({ limit }: { limit: unknown }) => limited.push(limit))
    expect(await overflow(meter, setImmediate, 1, 130)).toHaveLength(29)
    expect(limited).toEqual(Array.from({ length: 29 }, () => 'account'))
    expect(await overflow(meterOf().meter, setImmediate, 20, 250)).toHaveLength(30)
  })

  test('are a hundred for an account that locks: others are refused with 155', async () => {
    const account = { key: 'an account of 130', threshold: 1, failures: () => Promise.resolve(0) }
    const answers = await times(130, () =>
      inTurn(account, setImmediate).catch((thrown: unknown) => thrown as { code: number }),
    )
    const codes = answers.map((answer) => (answer as { code?: number } | undefined)?.code)
    expect(codes.filter((code) => code === 155)).toHaveLength(29)
  })
})
