/** Who is exempt from the rules, and what a host has said of passwords before. */
import { describeWithDatabase } from '../../support/database'
import { type Host, type HostOptions, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'
import { canLogIn, newUser, signedUp } from './ways'

describeWithDatabase('the rules for passwords', (database) => {
  let host: Host | undefined
  afterEach(() => host?.close())
  const start = async (options: HostOptions) => (host = await startHost({ database: database(), ...options }))

  async function answerTo(to: Host, passwordOf: (user: ReturnType<typeof newUser>) => string) {
    const user = newUser()
    const password = passwordOf(user)
    const { status, body } = await rest(to, 'POST', '/users', { body: { ...user, password } })
    return status === 201 ? 'taken' : String((body as { error: unknown }).error)
  }
  const short = () => 'ab1cd'
  const common = () => 'trustno1'
  const name = ({ username }: { username: string }) => username
  const address = ({ email }: { email: string }) => email
  const app = () => 'Spec App'
  const long = () => 'é'.repeat(37)
  const all = { short, common, name, address, app, long }

  async function takenBy(options: HostOptions) {
    const running = await start(options)
    const answers: Record<string, string> = {}
    for (const [what, passwordOf] of Object.entries(all)) answers[what] = await answerTo(running, passwordOf)
    return Object.keys(answers).filter((what) => answers[what] === 'taken')
  }

  test.each<[string, HostOptions['passwords'], string[]]>([
    ['nothing', undefined, []],
    ['false', false, ['short', 'common', 'name', 'address', 'app', 'long']],
    ['a shorter minLength', { minLength: 5 }, ['short']],
    ['common: false', { common: false }, ['common']],
    ['personal: false', { personal: false }, ['name', 'address', 'app']],
  ])('with %s let these pass', async (_what, passwords, taken) => {
    expect(await takenBy(passwords === undefined ? {} : { passwords })).toEqual(taken)
  })

  test.each<[string, object, string[]]>([
    ['validatorPattern', { validatorPattern: /./ }, ['short']],
    ['validatorCallback', { validatorCallback: () => true }, ['short']],
    ['doNotAllowUsername: false', { doNotAllowUsername: false }, ['name']],
    ['maxPasswordHistory', { maxPasswordHistory: 3 }, []],
  ])('give way to the host’s %s', async (_what, passwordPolicy, taken) => {
    expect(await takenBy({ parseServer: { passwordPolicy } })).toEqual(taken)
  })

  test('leave the host’s own refusals in its words', async () => {
    const validationError = 'With a digit, please.'
    const running = await start({
      parseServer: { passwordPolicy: { validatorPattern: /\d/, validationError } },
    })
    expect(await answerTo(running, () => 'trustno')).toBe(validationError)
    expect(await answerTo(running, common)).toContain('one of the most common')
  })

  test('leave a name to doNotAllowUsername: true, which refuses a part too', async () => {
    const running = await start({ parseServer: { passwordPolicy: { doNotAllowUsername: true } } })
    expect(await answerTo(running, ({ username }) => `--${username}--`)).toBe(
      'Password cannot contain your username.',
    )
  })

  describe('and the password of the old Auth0 rule', () => {
    let tenant: Tenant
    beforeAll(async () => {
      tenant = await startTenant()
    })
    afterAll(() => tenant.close())

    test.each(['secret', 'é'.repeat(40), 'cafe\u0301'])('let exactly it pass: %s', async (rulePassword) => {
      const running = await start({ auth0: { ...tenant.options, rulePassword } })
      const { username } = await signedUp(running, newUser(rulePassword))
      expect(await canLogIn(running, username, rulePassword)).toBe(true)
      expect(await answerTo(running, () => `${rulePassword.slice(0, 4)}x`)).toContain('too short')
    })
  })
})
