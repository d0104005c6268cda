/** How many guesses at a password are answered, whichever way they come. */
import { graphql } from '../../support/graphql'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest, type RestResponse } from '../../support/rest'

const password = 'ASuperStrongPassword'
const wrong = { status: 404, code: 101 }
const limited = { status: 429, code: 155 }

const shown = ({ status, body }: RestResponse) => ({ status, code: (body as { code?: unknown }).code })
const times = <Result>(number: number, work: (index: number) => Promise<Result>) =>
  Promise.all(Array.from({ length: number }, (_each, index) => work(index)))

/** How many answers were of each kind. */
function counted(answers: { status: number; code: unknown }[]) {
  const count = (kind: object) => answers.filter((answer) => isLike(answer, kind)).length
  return { wrong: count(wrong), limited: count(limited), all: answers.length }
}
const isLike = (answer: object, kind: object) => JSON.stringify(answer) === JSON.stringify(kind)

describeWithDatabase('Failed log-ins', (database) => {
  let host: Host
  let names = 0

  const start = async (limits: Parameters<typeof startHost>[0] & object = {}) => {
    host = await startHost({ database: database(), before: (app) => app.set('trust proxy', true), ...limits })
  }
  // Windows of time begin by the clock: it stands still, a second after the beginning of all of them.
  const hourMs = 3_600_000
  let noon = Math.ceil(Date.now() / hourMs) * hourMs + 1000
  let clock: jest.SpyInstance
  beforeEach(() => {
    noon += 24 * hourMs // the counts of other tests are over
    clock = jest.spyOn(Date, 'now').mockReturnValue(noon)
  })
  afterEach(async () => {
    clock.mockRestore()
    await host.close()
  })

  async function signUp(username = `ann${(names += 1)}`): Promise<string> {
    expect((await rest(host, 'POST', '/users', { body: { username, password } })).status).toBe(201)
    return username
  }
  const from = (ip: string) => ({ 'X-Forwarded-For': ip })
  const guess = async (username: string, ip = '192.0.2.1', body: object = {}) =>
    shown(
      await rest(host, 'POST', '/login', {
        body: { username, password: 'wrong', ...body },
        headers: from(ip),
      }),
    )

  test('are answered ten times of fifty at once, for known and unknown names alike', async () => {
    await start()
    const known = await signUp()
    for (const username of [known, 'nobody'])
      expect(counted(await times(50, () => guess(username)))).toEqual({ wrong: 10, limited: 40, all: 50 })
    expect(await guess(known, '192.0.2.1', { password })).toEqual(limited)
  })

  test('say when to come back, in the words of HTTP and of Parse', async () => {
    await start({ limits: { logIn: { perAccountAndAddress: { max: 1, seconds: 3600 } } } })
    await guess('nobody')
    const { status, headers, body } = await rest(host, 'POST', '/login', {
      body: { username: 'nobody', password: 'wrong' },
      headers: from('192.0.2.1'),
    })
    const seconds = Number(headers.get('retry-after'))
    expect(status).toBe(429)
    expect(seconds).toBe(3599)
    expect(body).toEqual({ code: 155, error: `Too many attempts. Try again in ${seconds} seconds.` })
  })

  test('are let in again when the time is over', async () => {
    await start()
    const username = await signUp()
    await times(11, () => guess(username))
    clock.mockReturnValue(noon + 900_000)
    expect(await guess(username, '192.0.2.1', { password })).toEqual({ status: 200, code: undefined })
  })

  test('keep nobody out who comes from elsewhere, but for seconds', async () => {
    await start({ limits: { logIn: { perAccount: { max: 20, seconds: 10 } } } })
    const username = await signUp()
    await times(15, () => guess(username, '198.51.100.7'))
    expect(await guess(username, '192.0.2.1', { password })).toEqual({ status: 200, code: undefined })
  })

  test('don’t count where they succeed, many at once neither', async () => {
    await start()
    const username = await signUp()
    const answers = await times(30, () => guess(username, '192.0.2.1', { password }))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(30)
  })

  test('count by name and address in whatever case or form of Unicode', async () => {
    await start({ limits: { logIn: { perAccountAndAddress: { max: 3, seconds: 900 } } } })
    const spelt = ['Zoë', 'zoë', 'ZOE\u0308', 'zoe\u0308']
    const answers = []
    for (const username of spelt) answers.push(await guess(username))
    expect(answers).toEqual([wrong, wrong, wrong, limited])
  })

  test('count for the account that is tried, whatever else a request names', async () => {
    await start()
    const tries = await times(20, (index) =>
      rest(host, 'POST', '/login', {
        headers: from('192.0.2.1'),
        query: { email: 'ann@example.com', password: 'wrong' },
        body: { username: `decoy${index}`, password: 'wrong' },
      }),
    )
    expect(counted(tries.map(shown))).toEqual({ wrong: 10, limited: 10, all: 20 })
  })

  test('count for the whole /64 of an address of IPv6', async () => {
    await start({ limits: { logIn: { perAddress: { max: 10, seconds: 900 } } } })
    const answers = await times(20, (index) => guess(`n${index}`, `2001:db8:1:2:${index}::1`))
    expect(counted(answers)).toEqual({ wrong: 10, limited: 10, all: 20 })
    expect(await guess('another', '2001:db8:1:3::1')).toEqual(wrong)
  })

  test('count in each entry of a batch and each field of a GraphQL request', async () => {
    await start()
    const requests = Array.from({ length: 100 }, () => ({
      method: 'POST',
      path: '/parse/login',
      body: { username: 'nobody', password: 'wrong' },
    }))
    const { body } = await rest(host, 'POST', '/batch', { body: { requests } })
    const codes = (body as { error: { code: number } }[]).map(({ error }) => error.code)
    expect(codes.filter((code) => code === 101)).toHaveLength(10)
    expect(codes.filter((code) => code === 155)).toHaveLength(90)

    const fields = Array.from(
      { length: 30 },
      (_each, index) =>
        `a${index}: logIn(input: { username: "none", password: "wrong" }) { clientMutationId }`,
    )
    const answer = await graphql(host, `mutation { ${fields.join(' ')} }`, { headers: from('192.0.2.9') })
    const errors = (answer.body as { errors: { extensions: { code: number } }[] }).errors
    expect(errors.filter(({ extensions }) => extensions.code === 101)).toHaveLength(10)
    expect(errors.filter(({ extensions }) => extensions.code === 155)).toHaveLength(20)
  })

  test('count where a password is checked, and in Cloud Code', async () => {
    await start({
      parseServer: {
        cloud: (Parse: typeof globalThis.Parse) =>
          Parse.Cloud.define('enter', () => Parse.User.logIn('nobody', 'wrong')),
      },
    })
    const headers = from('192.0.2.3')
    const check = () =>
      rest(host, 'POST', '/verifyPassword', { headers, body: { username: 'nobody', password: 'wrong' } })
    const enter = () => rest(host, 'POST', '/functions/enter', { headers, body: {} })
    const answers = (await times(5, check))
      .concat(await times(10, enter))
      .map(({ body }) => body.code as number)
    expect(answers.filter((code) => code === 101)).toHaveLength(10)
    expect(answers.filter((code) => code === 155)).toHaveLength(5)
  })

  test('count where an update is to prove who sends it, before the password is compared', async () => {
    await start()
    const body = { username: `ann${(names += 1)}`, password }
    const { objectId, sessionToken } = (await rest(host, 'POST', '/users', { body })).body as Record<
      string,
      string
    >
    const update = (currentPassword: string) =>
      rest(host, 'PUT', `/users/${objectId}`, {
        headers: from('192.0.2.1'),
        sessionToken: sessionToken!,
        body: { nickname: 'Ann', currentPassword },
      })
    const answers = await times(30, (index) => update(`guess ${index}`))
    expect(counted(answers.map(shown))).toEqual({ wrong: 10, limited: 20, all: 30 })
    expect(shown(await update(password))).toEqual(limited)
  })

  test('count at the routes for Backendless’ clients, by account', async () => {
    await start({
      backendless: {
        applicationId: 'A1B2C3D4-E5F6-4A7B-8C9D-0E1F2A3B4C5D',
        apiKey: '0F1E2D3C-4B5A-4968-8776-655443322110',
      },
    })
    const logIn = () =>
      fetch(
        `${host.url}/backendless/A1B2C3D4-E5F6-4A7B-8C9D-0E1F2A3B4C5D/0F1E2D3C-4B5A-4968-8776-655443322110/users/login`,
        {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ login: 'ann@example.com', password: 'wrong' }),
        },
      ).then(async (answer) => ((await answer.json()) as { message: string }).message)
    const messages = await times(15, logIn)
    expect(messages.filter((message) => message.startsWith('Too many attempts'))).toHaveLength(5)
  })

  test('count by account alone behind a proxy on this machine that nobody trusts', async () => {
    await start({ before: () => undefined, limits: { logIn: { perAddress: { max: 2, seconds: 900 } } } })
    const answers = await times(5, (index) => guess(`n${index}`, `192.0.2.${index}`))
    expect(counted(answers)).toEqual({ wrong: 5, limited: 0, all: 5 })
    expect(counted(await times(15, (index) => guess('one', `192.0.2.${index}`)))).toEqual({
      wrong: 10,
      limited: 5,
      all: 15,
    })
  })

  test('leave it to the lockout of the host, which says more, where there is one', async () => {
    await start({ parseServer: { accountLockout: { duration: 5, threshold: 2 } } })
    const username = await signUp()
    for (let index = 0; index < 15; index += 1) await guess(username)
    const { body } = await rest(host, 'POST', '/login', { body: { username, password } })
    expect(body).toMatchObject({ code: 101, error: expect.stringContaining('locked') as unknown })
  })

  test('are answered by the lockout also where there were too many from one address', async () => {
    await start({
      parseServer: { accountLockout: { duration: 5, threshold: 2 } },
      limits: { logIn: { perAddress: { max: 2, seconds: 900 } } },
    })
    const username = await signUp()
    expect([await guess(username), await guess(username)]).toEqual([wrong, wrong])
    expect(await guess('somebody-else')).toEqual(limited)
    expect(await guess(username)).toEqual(wrong)
    expect(await guess(username, '192.0.2.1', { password })).toEqual(wrong)
  })

  test('have no limits by address for whom the host exempts, and none at all where it wants none', async () => {
    await start({
      limits: {
        logIn: { perAddress: { max: 1, seconds: 900 } },
        exempt: ({ ip, headers }) => ip === '192.0.2.1' && headers['x-job'] === 'sync',
      },
    })
    const send = (headers: Record<string, string>) => (index: number) =>
      rest(host, 'POST', '/login', { headers, body: { username: `n${index}`, password: 'wrong' } })
    const exempt = await times(3, send({ ...from('192.0.2.1'), 'X-Job': 'sync' }))
    expect(exempt.map(shown)).toEqual([wrong, wrong, wrong])
    expect((await times(3, send(from('192.0.2.1')))).map(shown)).toContainEqual(limited)
    await host.close()
    await start({ limits: false })
    expect(counted(await times(50, () => guess('nobody')))).toEqual({ wrong: 50, limited: 0, all: 50 })
  })

  test('count for whoever makes up tokens and codes of a provider, which is asked no more then', async () => {
    let asked = 0
    const refuse = () => {
      asked += 1
      throw new globalThis.Parse.Error(101, 'This is no token.')
    }
    const adapter = { validateAppId: () => undefined, validateAuthData: refuse }
    await start({
      parseServer: { auth: { acme: { module: adapter } } },
      limits: { logIn: { perAddress: { max: 5, seconds: 900 } } },
    })
    const answers = await times(20, (index) =>
      rest(host, 'POST', '/users', {
        headers: from('192.0.2.1'),
        body: { authData: { acme: { id: `made-up-${index}` } } },
      }),
    )
    expect(counted(answers.map(shown))).toEqual({ wrong: 5, limited: 15, all: 20 })
    expect(asked).toBe(5)
  })
})
