import { cooldude6, describeGuide, revocable } from './guide'
import { parseError, signedUp } from './shapes'

describeGuide('Signing Up', {}, (guide) => {
  const signUp = (body: object) => guide.send('POST', '/users', { headers: revocable, body })

  test('answers 201 Created with Location and { createdAt, objectId, sessionToken }', async () => {
    const { status, headers, body } = await signUp(cooldude6)
    expect(status).toBe(201)
    expect(headers.get('content-type')).toMatch(/^application\/json/)
    expect(body).toEqual(signedUp)
    const { objectId } = body as { objectId: string }
    expect(headers.get('location')).toBe(`${guide.host.apiUrl}/users/${objectId}`)
  })

  test('answers a session token that authenticates subsequent requests as this user', async () => {
    const { objectId, sessionToken } = await guide.signUp()
    const { body } = await guide.send('GET', '/users/me', { sessionToken })
    expect(body).toMatchObject({ objectId, username: 'cooldude6', phone: '415-392-0202' })
  })

  test('stores any additional fields, and never returns the password', async () => {
    const { objectId } = await guide.signUp({
      ...cooldude6,
      score: 7,
      tags: ['a', 'b'],
      address: { zip: '1' },
    })
    const user = await guide.read(objectId)
    expect(user).toMatchObject({ score: 7, tags: ['a', 'b'], address: { zip: '1' } })
    expect(JSON.stringify(user)).not.toMatch(/password|p_n7|\$2[aby]\$/)
  })

  test.each([
    ['username', { password: cooldude6.password }, parseError(200, 'bad or missing username')],
    ['password', { username: cooldude6.username }, parseError(201, 'password is required')],
  ])('requires the %s', async (_field, fields, error) => {
    const { status, body } = await signUp(fields)
    expect(status).toBe(400)
    expect(body).toEqual(error)
  })

  test('enforces the uniqueness of the username', async () => {
    await guide.signUp()
    const { status, body } = await signUp({ ...cooldude6, password: 'battery-staple' })
    expect(status).toBe(400)
    expect(body).toEqual(parseError(202, 'Account already exists for this username.'))
  })

  test('enforces the uniqueness of the email', async () => {
    const email = 'coolguy@iloveapps.com'
    await guide.signUp({ ...cooldude6, email })
    const { status, body } = await signUp({ username: 'another', password: 'battery-staple', email })
    expect(status).toBe(400)
    expect(body).toEqual(parseError(203, 'Account already exists for this email address.'))
  })
})
