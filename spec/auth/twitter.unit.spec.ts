/** The adapter for Twitter by itself: what it asks Twitter, how often, and what it stores. */
import nock from 'nock'
import { createTwitterAdapter } from '../../src/auth/twitter'
import { breakTwitter, fakeTwitter, parseIt, stranger } from '../contract/rest/twitter'
import { isolateNetwork } from '../support/network'

const { consumer_key, consumer_secret } = parseIt
const options = { consumer_key, consumer_secret }

/** As parse-server has it, when it has given the options. */
type Adapter = ReturnType<typeof createTwitterAdapter> & { beforeFind?: (authData: object) => Promise<void> }
const createAdapter = (): Adapter => createTwitterAdapter()

const invalid = { code: 101, message: 'Twitter auth is invalid for this user.' }
const unreachable = { code: 100, message: 'Twitter could not be asked. Please try again.' }

isolateNetwork()

describe('the adapter for Twitter', () => {
  let asked: number
  const count = () => void (asked += 1)
  beforeEach(() => {
    asked = 0
    nock.emitter.on('no match', count)
  })
  afterEach(() => void nock.emitter.off('no match', count))

  const verify = (authData: object) => createAdapter().validateAuthData({ ...authData }, options)

  test.each([
    ['was sent', {}],
    ['was sent, of somebody else', { screen_name: stranger.screen_name }],
    ['was not sent', { screen_name: undefined }],
  ])('stores the id and the screen name that Twitter knows, where one %s', async (_what, sent) => {
    fakeTwitter(parseIt)
    expect(await verify({ ...parseIt, ...sent })).toEqual({
      save: { id: '12345678', screen_name: 'ParseIt' },
    })
  })

  test.each([{}, { screen_name: null }, { screen_name: {} }])(
    'stores the id alone, where Twitter says %j',
    async (said) => {
      breakTwitter({ status: 200, body: JSON.stringify({ id_str: '12345678', ...said }) })
      expect(await verify(parseIt)).toEqual({ save: { id: '12345678' } })
    },
  )

  test('needs no consumer key of the client', async () => {
    fakeTwitter(parseIt)
    await verify({ ...parseIt, consumer_key: undefined, consumer_secret: undefined })
  })

  test.each([
    ['made for another app', { ...parseIt, consumer_key: stranger.consumer_key }],
    ['without an id', { ...parseIt, id: undefined }],
    ['without a token', { ...parseIt, auth_token: undefined }],
    ['without a token secret', { ...parseIt, auth_token_secret: undefined }],
  ])('refuses authData %s, and does not ask Twitter', async (_what, authData) => {
    await expect(verify(authData)).rejects.toMatchObject(invalid)
    expect(asked).toBe(0)
  })

  test.each([
    ['the token of another user', { ...parseIt, id: stranger.id }],
    ['a token that Twitter does not know', { ...parseIt, auth_token: 'guessed' }],
    ['a wrong token secret', { ...parseIt, auth_token_secret: 'guessed' }],
  ])('refuses %s', async (_what, authData) => {
    fakeTwitter(parseIt)
    await expect(verify(authData)).rejects.toMatchObject(invalid)
  })

  test.each([
    ['can’t be reached', 'unreachable', unreachable],
    ['is out of order', { status: 500, body: '{}' }, unreachable],
    ['has had too many requests', { status: 429, body: '{}' }, unreachable],
    ['refuses to say who it is', { status: 403, body: '{"id_str":"12345678"}' }, invalid],
    ['answers garbage', { status: 200, body: '<html>' }, invalid],
    ['answers null', { status: 200, body: 'null' }, invalid],
    ['answers an id in another type', { status: 200, body: '{"id_str":12345678}' }, invalid],
  ] as const)('refuses everybody while Twitter %s', async (_what, how, error) => {
    breakTwitter(how)
    await expect(verify(parseIt)).rejects.toMatchObject(error)
  })

  test.each([{}, { consumer_key }, { consumer_secret }])('can’t be configured with %j', (incomplete) => {
    expect(() => createAdapter().validateOptions(incomplete)).toThrow('consumer_key, consumer_secret')
  })

  test('verifies before parse-server looks for the user, and then does not ask again', async () => {
    const adapter = createAdapter()
    adapter.validateOptions(options)
    fakeTwitter(parseIt)
    const authData = { ...parseIt }
    await adapter.beforeFind?.(authData)
    nock.cleanAll()
    const { id, screen_name } = parseIt
    expect(await adapter.validateAuthData(authData, options)).toEqual({ save: { id, screen_name } })
    expect(asked).toBe(0)
    await expect(adapter.beforeFind?.({ ...parseIt })).rejects.toMatchObject(unreachable)
    expect(asked).toBe(1)
  })
})
