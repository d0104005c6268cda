/** Installations of an app on a device: a new one takes the place of the old one, or the device gets pushes twice. */
import { describeWithDatabase } from '../support/database'
import { type Host, startHost } from '../support/host'
import { rest } from '../support/rest'

describeWithDatabase('a new installation with the device token of an old one', (database) => {
  let host: Host
  const lines: string[] = []
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      parseServer: { loggerAdapter: { log: (...line: unknown[]) => void lines.push(JSON.stringify(line)) } },
    })
  })
  afterAll(() => host.close())

  const install = (deviceToken: string, fields: object = {}, sessionToken?: string) =>
    rest(host, 'POST', '/installations', {
      body: { deviceType: 'ios', deviceToken, ...fields },
      ...(sessionToken !== undefined && { sessionToken }),
    })
  async function installationIds(deviceToken: string): Promise<unknown[]> {
    const { body } = await rest(host, 'GET', '/installations', {
      master: true,
      query: { where: { deviceToken } },
    })
    return (body as { results: { installationId?: string }[] }).results.map((row) => row.installationId)
  }

  test('takes its place', async () => {
    await install('token-1', { installationId: 'old' })
    expect((await install('token-1', { installationId: 'new' })).status).toBe(201)
    expect(await installationIds('token-1')).toEqual(['new'])
  })

  test('takes its place, though it belonged to a user', async () => {
    const credentials = { username: 'ann', password: 'correct-horse' }
    const { objectId, sessionToken } = (await rest(host, 'POST', '/users', { body: credentials }))
      .body as Record<'objectId' | 'sessionToken', string>
    const ACL = { [objectId]: { read: true, write: true } }
    await install('token-2', { installationId: 'old-2', ACL }, sessionToken)
    expect((await install('token-2', { installationId: 'new-2' })).status).toBe(201)
    expect(await installationIds('token-2')).toEqual(['new-2'])
  })

  test('takes its place when the token is set later', async () => {
    await install('token-3', { installationId: 'old-3', ACL: {} })
    await install('token-4', { installationId: 'new-3' })
    expect((await install('token-3', { installationId: 'new-3' })).status).toBe(200)
    expect(await installationIds('token-3')).toEqual(['new-3'])
  })

  test('gives nothing to warn about', () => {
    expect(lines.filter((line) => line.includes('Deprecat'))).toEqual([])
  })
})
