import { bigglesworth, cooldude6, describeGuide } from './guide'
import { aTimestamp, aUser, parseError, privateAcl, publicAcl } from './shapes'

describeGuide('User Security', { parseServer: { allowClientClassCreation: true } }, (guide) => {
  const url = ({ objectId }: { objectId: string }) => `/users/${objectId}`
  const notFound = parseError(101, 'Object not found.')
  const basic = (appId: string, masterKey: string) => ({
    'X-Parse-Application-Id': '',
    'X-Parse-REST-API-Key': '',
    Authorization: `Basic ${Buffer.from(`${appId}:${masterKey}`).toString('base64')}`,
  })

  test('the ACL is read by accessing the "ACL" key', async () => {
    const user = await guide.signUp()
    const { sessionToken } = user
    const { body } = await guide.send('GET', url(user), { sessionToken })
    expect(body).toHaveProperty('ACL', privateAcl(user.objectId))
  })

  test('the ACL of the guide makes a user publicly readable, and only themselves can write', async () => {
    const user = await guide.signUp()
    const { objectId, sessionToken } = user
    expect((await guide.send('GET', url(user))).body).toEqual(notFound)
    const ACL = { [objectId]: { read: true, write: true }, '*': { read: true } }
    const { status, body } = await guide.send('PUT', url(user), { sessionToken, body: { ACL } })
    expect([status, body]).toEqual([200, { updatedAt: aTimestamp }])
    const read = await guide.send('GET', url(user))
    expect(read.status).toBe(200)
    expect(read.body).toEqual(aUser(cooldude6, { objectId, ACL: publicAcl(objectId) }))
    const other = await guide.signUp(bigglesworth)
    const change = { sessionToken: other.sessionToken, body: { phone: '1' } }
    expect((await guide.send('PUT', url(user), change)).body).toEqual(parseError(206, 'Permission denied'))
  })

  test('the ACL of any object decides who reads and who writes', async () => {
    const owner = await guide.signUp()
    const other = await guide.signUp(bigglesworth)
    const ACL = { [owner.objectId]: { read: true, write: true }, '*': { read: true } }
    const created = await guide.send('POST', '/classes/Note', {
      sessionToken: owner.sessionToken,
      body: { text: 'a', ACL },
    })
    const path = `/classes/Note/${(created.body as { objectId: string }).objectId}`
    expect((await guide.send('GET', path)).body).toMatchObject({ text: 'a', ACL })
    const change = (sessionToken: string) => guide.send('PUT', path, { sessionToken, body: { text: 'b' } })
    for (const sessionToken of ['', other.sessionToken]) {
      const refused = await change(sessionToken)
      expect([refused.status, refused.body]).toEqual([404, notFound])
    }
    expect((await change(owner.sessionToken)).status).toBe(200)
  })

  const ways: [string, () => Record<string, string>][] = [
    [
      'the X-Parse-Master-Key header instead of X-Parse-REST-API-Key',
      () => ({ 'X-Parse-REST-API-Key': '', 'X-Parse-Master-Key': guide.host.masterKey }),
    ],
    ['HTTP Basic Auth', () => basic(guide.host.appId, guide.host.masterKey)],
  ]

  test.each(ways)('%s ignores all ACLs', async (_way, headers) => {
    const user = await guide.signUp()
    const read = await guide.send('GET', url(user), { headers: headers() })
    expect(read.status).toBe(200)
    expect(read.body).toEqual(aUser(cooldude6, user))
    const list = await guide.send('GET', '/users', { headers: headers() })
    expect(list.body).toEqual({ results: [aUser(cooldude6, user)] })
    const body = { phone: '415-369-6201' }
    const { status } = await guide.send('PUT', url(user), { headers: headers(), body })
    expect(status).toBe(200)
    expect(await guide.read(user.objectId)).toMatchObject(body)
  })

  const wrongWays: [string, () => Record<string, string>][] = [
    ['X-Parse-Master-Key header', () => ({ 'X-Parse-Master-Key': 'guessed' })],
    ['HTTP Basic Auth password', () => ({ Authorization: basic(guide.host.appId, 'guessed').Authorization })],
  ]

  test.each(wrongWays)('a wrong %s passes no ACL', async (_way, headers) => {
    const user = await guide.signUp()
    const { status, body } = await guide.send('GET', url(user), { headers: headers() })
    expect([status, body]).toEqual([404, notFound])
  })
})
