/** The table of Parse Server's methods that this package stands in for: whole, checked at the start, and taken back. */
import { AccountsError } from '../../src/errors'
import { openHooks, type SeamName, seams } from '../../src/parse/hooks'
import { internals, type ParseConfig } from '../../src/parse/internals'
import { describeWithDatabase } from '../support/database'
import { startHost } from '../support/host'
import { rest } from '../support/rest'

const names = Object.keys(seams) as SeamName[]

/** Parts of a server that are there only while one runs. */
const ofServer: SeamName[] = [
  'loggerAdapter.log',
  'databaseAdapter.find',
  'databaseAdapter.createClass',
  'databaseAdapter.addFieldIfNotExists',
  'databaseAdapter.count',
  'authDataManager.getValidatorForProvider',
]

const methodsNow = () =>
  names
    .filter((name) => !ofServer.includes(name))
    .map((name) => {
      const { of, method } = seams[name]
      return [name, (of({} as ParseConfig) as Record<string, unknown>)[method]] as const
    })

/** A configuration with just what the table looks for. */
const bareConfig = () =>
  ({
    loggerController: { adapter: { log: () => undefined } },
    databaseController: {
      adapter: Object.fromEntries(
        ['find', 'createClass', 'addFieldIfNotExists', 'count'].map((method) => [method, () => undefined]),
      ),
    },
    authDataManager: {
      getValidatorForProvider: (_name: unknown) => undefined,
      runAfterFind: async (_request: unknown, _authData: unknown) => undefined,
    },
  }) as unknown as ParseConfig

describe('the table of replaced methods', () => {
  test('is this, with a reason for each row', () => {
    const rows = names.map((name) => `${name}: ${seams[name].why}`)
    expect(rows).toMatchSnapshot()
    for (const name of names) expect(seams[name].why).toMatch(/^\S.{20,}[^.]$/)
  })

  test('has each method once', () => {
    const methods = methodsNow().map(([, method]) => method)
    expect(new Set(methods).size).toBe(methods.length)
  })
})

describe('functions around a method', () => {
  afterEach(() => jest.restoreAllMocks())

  test('run in the order in which they were added, with the target as `this`', async () => {
    const { prototype } = internals.UserController()
    const former = Object.getOwnPropertyDescriptor(prototype, 'verifyEmail') ?? {}
    // Of one parameter, as the table expects it.
    prototype.verifyEmail = async function (this: unknown, token) {
      return [this, token]
    }
    const { add, restore } = openHooks(bareConfig())
    const order: string[] = []
    const noting = (name: string) => ({
      'UserController.verifyEmail': (next: (token: string) => Promise<unknown>, token: string) => {
        order.push(name)
        return next(`${token} ${name}`)
      },
    })
    add(noting('first'))
    add(noting('second'))
    const controller = Object.create(prototype) as typeof prototype
    expect(await controller.verifyEmail('token')).toEqual([controller, 'token first second'])
    expect(order).toEqual(['first', 'second'])
    restore()
    order.splice(0)
    await controller.verifyEmail('token')
    expect(order).toEqual([])
    Object.defineProperty(prototype, 'verifyEmail', former)
  })
})

describe('a Parse Server that has changed', () => {
  const refusalOf = (config: ParseConfig): unknown => {
    try {
      openHooks(config)
    } catch (thrown) {
      return thrown
    }
    return undefined
  }

  test('is refused by the name of the method that is missing, with both versions', () => {
    const config = { ...bareConfig(), authDataManager: {} } as ParseConfig
    const refusal = refusalOf(config)
    expect(refusal).toBeInstanceOf(AccountsError)
    expect(refusal).toMatchObject({ code: 'ERR_START' })
    const { message } = refusal as Error
    expect(message).toContain('authDataManager.getValidatorForProvider is missing')
    expect(message).toMatch(/parse-server \d+\.\d+\.\d+/)
    expect(message).toContain('Known to work: 9.10')
  })

  test('is refused by the name of the method that takes other parameters', () => {
    const config = bareConfig()
    Object.assign(config.authDataManager, { getValidatorForProvider: () => undefined })
    expect(String(refusalOf(config))).toContain(
      'authDataManager.getValidatorForProvider takes 0 parameters, not 1',
    )
  })
})

describeWithDatabase('the methods of Parse Server', (database) => {
  test('are replaced while a server runs, and its own again afterwards', async () => {
    const before = new Map(methodsNow())
    const host = await startHost({ database: database() })
    const replaced = methodsNow().filter(([name, method]) => method !== before.get(name))
    expect(replaced.map(([name]) => name)).toContain('rest.create')
    expect((await rest(host, 'GET', '/users')).status).toBe(200)
    await host.close()
    expect(methodsNow().filter(([name, method]) => method !== before.get(name))).toEqual([])
  })

  test('are its own again when the start fails', async () => {
    const before = new Map(methodsNow())
    jest.spyOn(console, 'error').mockReturnValue() // parse-server's own
    const cloud = () => {
      throw new Error('not today')
    }
    await expect(startHost({ database: database(), parseServer: { cloud } })).rejects.toThrow('not today')
    expect(methodsNow().filter(([name, method]) => method !== before.get(name))).toEqual([])
  })
})
