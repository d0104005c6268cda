/** What Cloud Code answers or sets, and can't be written: a refusal, and the process goes on. */
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'

type Response = Record<'success' | 'error', (value: unknown) => void> & { status(code: number): Response }

const cycle: Record<string, unknown> = {}
cycle.self = cycle
const values: Record<string, () => unknown> = {
  date: () => new Date(NaN),
  cycle: () => cycle,
  bigInt: () => 1n,
}
const valueOf = (name: unknown) => values[String(name)]?.()
const refused = {
  status: 400,
  body: { code: 141, error: expect.stringContaining('can’t be written as JSON') as string },
}

describeWithDatabase('what Cloud Code answers or sets, and can’t be written', (database) => {
  let host: Host
  const unhandled = jest.fn()
  beforeAll(async () => {
    process.on('unhandledRejection', unhandled)
    host = await startHost({
      database: database(),
      parseServer: {
        allowClientClassCreation: true,
        cloud: ({ Cloud }: typeof globalThis.Parse) => {
          Cloud.define('answer', ({ params }) => ({ value: valueOf(params.name) }))
          const inTwo = ({ params }: { params: { name: unknown } }, response: Response) => {
            setImmediate(() => response.status(201).success({ value: valueOf(params.name) ?? 'fine' }))
          }
          Cloud.define('inTwo', inTwo as never)
          Cloud.define('throws', () => {
            // eslint-disable-next-line @typescript-eslint/only-throw-error
            throw Symbol('x')
          })
          const set = ({
            object,
          }: {
            object: { get(key: string): unknown; set(key: string, to: unknown): void }
          }) => {
            if (object.get('sets')) object.set('value', valueOf(object.get('sets')))
          }
          Cloud.beforeSave('Before', set)
          Cloud.afterSave('After', set)
          Cloud.beforeSave('Within', ({ object }) => {
            const settings = object.get('settings') as Record<string, unknown>
            settings.self = settings
          })
          const setDate = ({ object }: { object: { set(key: string, to: unknown): void } }) =>
            object.set('value', new Date(NaN))
          Cloud.beforeLogin((request) => {
            if (request.object.get('username') === 'ann') setDate(request)
          })
          Cloud.afterLogin(setDate)
          Cloud.beforeSave('Refused', (request) => {
            setDate(request)
            throw new globalThis.Parse.Error(4711, 'own words')
          })
        },
      },
    })
  })
  afterEach(() => expect(unhandled).not.toHaveBeenCalled())
  afterAll(async () => {
    process.off('unhandledRejection', unhandled)
    await host.close()
  })

  const post = (path: string, body: object) => rest(host, 'POST', path, { body, master: true })

  test.each(Object.keys(values))('refuses an answer of a function: %s', async (name) => {
    expect(await post('/functions/answer', { name })).toMatchObject(refused)
    expect(await post('/functions/inTwo', { name })).toMatchObject(refused)
    const requests = [{ method: 'POST', path: '/parse/functions/answer', body: { name } }]
    expect((await post('/batch', { requests })).body).toMatchObject([{ error: refused.body }])
    const call = 'mutation ($input: CallCloudCodeInput!) { callCloudCode(input: $input) { result } }'
    const variables = { input: { functionName: 'answer', params: { name } } }
    const { body } = await graphql(host, call, { variables, master: true })
    expect(body.errors).toMatchObject([{ extensions: { code: 141 } }])
  })

  test('lets functions of two parameters answer', async () => {
    expect(await post('/functions/inTwo', {})).toEqual(
      expect.objectContaining({ status: 201, body: { result: { value: 'fine' } } }),
    )
  })

  test('tells of a symbol that is thrown', async () => {
    expect(await post('/functions/throws', {})).toMatchObject({ body: { code: 141, error: 'Symbol(x)' } })
  })

  test.each(Object.keys(values))('refuses what beforeSave sets, and survives afterSave: %s', async (name) => {
    expect(await post('/classes/Before', { sets: name })).toMatchObject(refused)
    expect((await post('/classes/After', { sets: name })).status).toBe(201)
  })

  test('refuses what is put into a value that was there', async () => {
    expect(await post('/classes/Within', { settings: { dark: true } })).toMatchObject(refused)
  })

  test('refuses with what a trigger throws that has set such a thing', async () => {
    expect(await post('/classes/Refused', {})).toMatchObject({ body: { code: 4711, error: 'own words' } })
  })

  test('lets a log-in be that has succeeded, whatever afterLogin sets', async () => {
    const user = { username: 'bob', password: 'correct-horse' }
    await post('/users', user)
    const { status, body } = await rest(host, 'POST', '/login', { body: user })
    expect([status, body.sessionToken]).toEqual([200, expect.stringMatching(/^r:/)])
  })

  test('refuses a log-in by what beforeLogin sets', async () => {
    const user = { username: 'ann', password: 'correct-horse' }
    await post('/users', user)
    expect(await rest(host, 'POST', '/login', { body: user })).toMatchObject(refused)
    expect((await rest(host, 'GET', '/health')).status).toBe(200)
  })
})
