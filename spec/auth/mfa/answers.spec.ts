/** What the answer of a set-up tells, where the host has a trigger on users. */
import { acme } from '../../support/acme'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import { codeAt, newPerson, newSecret, put } from './second-factor'

interface Server {
  User: unknown
  Cloud: { beforeSave: (of: unknown, trigger: () => unknown) => void }
}

describeWithDatabase('the answer to a set-up of a second factor', (database) => {
  const sent: string[] = []
  let host: Host
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      limits: false,
      parseServer: {
        auth: { acme, mfa: { options: ['SMS', 'TOTP'], sendSMS: (code: string) => void sent.push(code) } },
        cloud: ({ Cloud, User }: Server) => Cloud.beforeSave(User, () => undefined),
      },
    })
  })
  afterAll(() => host.close())

  test('does not have the code that was sent to the phone', async () => {
    const person = await newPerson(host)
    const { status, body } = await put(host, person, { authData: { mfa: { mobile: '+15555550123' } } })
    expect(status).toBe(200)
    expect(sent).toHaveLength(1)
    expect(JSON.stringify(body)).not.toContain(sent[0])
    expect(JSON.stringify(body)).not.toContain('pending')
  })

  test('has the recovery codes, and nothing else of the factor', async () => {
    const person = await newPerson(host)
    const secret = newSecret()
    const mfa = { secret, token: codeAt(secret, Date.now()) }
    const { status, body } = await put(host, person, { authData: { mfa } })
    expect(status).toBe(200)
    expect(body).toMatchObject({ authDataResponse: { mfa: { recovery: expect.any(String) as string } } })
    expect(body).not.toHaveProperty('authData.mfa')
    const { sessionToken } = person
    const me = await rest(host, 'GET', '/users/me', { sessionToken })
    expect(me.body).toMatchObject({ authData: { mfa: { status: 'enabled' } } })
  })
})
