/** What a provider publishes, while it can't be had anew. */
import { remember } from '../../../../src/auth/oidc/token/requests/remembered'
import { createClock } from '../../../support/auth0-verifier'

const [softAgeSeconds, hardAgeSeconds, coolDownSeconds] = [600, 900, 30]

/** Something that was loaded once, and loads as it is told from then on. */
async function known(now?: () => number) {
  const load = jest.fn(async () => 'first')
  const remembered = remember(load, coolDownSeconds * 1000, now)
  await remembered.current()
  return { ...remembered, load }
}

const nextTurn = () => new Promise<string>((resolve) => setImmediate(() => resolve('waits')))
const never = () => new Promise<string>(() => undefined)

describe('what a provider has published', () => {
  afterEach(() => jest.restoreAllMocks())

  test('is asked for, and waited for by nobody, when that has just failed', async () => {
    const clock = createClock()
    const { current, load } = await known(clock.now)
    load.mockRejectedValueOnce(new Error('away'))
    clock.move(hardAgeSeconds)
    expect(await current()).toBe('first')
    load.mockImplementation(never)
    clock.move(coolDownSeconds)
    expect(await Promise.race([current(), nextTurn()])).toBe('first')
    expect(load).toHaveBeenCalledTimes(3)
  })

  test('is waited for when it is old, and nobody has asked for a while', async () => {
    const clock = createClock()
    const { current, load } = await known(clock.now)
    load.mockRejectedValueOnce(new Error('away'))
    clock.move(hardAgeSeconds)
    await current()
    load.mockResolvedValue('second')
    clock.move(softAgeSeconds)
    expect(await current()).toBe('second')
  })

  test('is asked for again when its time is over, though the clock was set back', async () => {
    const elapsed = jest.spyOn(performance, 'now').mockReturnValue(1000)
    const { current, load } = await known()
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() - 3_600_000)
    elapsed.mockReturnValue(1000 + hardAgeSeconds * 1000)
    load.mockResolvedValue('second')
    expect(await current()).toBe('second')
  })
})
