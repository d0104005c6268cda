/** pendingEmail: a verified address stays until the new one is verified. */
import { graphql } from '../../support/graphql'
import { describePendingEmail, type TestUser } from '../../support/pending-email'
import { rest } from '../../support/rest'
import { connectSdk, Parse } from '../../support/sdk'

const removed = { __op: 'Delete' }

describePendingEmail('pendingEmail', (given) => {
  const logIn = async (username: string, password = 'correct-horse') => {
    const { body } = await rest(given().host, 'POST', '/login', { body: { username, password } })
    return body as TestUser & { emailVerified: boolean }
  }

  test('keeps the old address, and lets the new one wait', async () => {
    const { newUser, update, me, mailbox, linkTo } = given()
    const ann = await newUser('ann')
    const answer = await update(ann, { email: 'ann-new@example.com', nickname: 'Annie' })
    expect(answer).toMatchObject({ status: 200 })
    expect(answer.body).toEqual({
      updatedAt: expect.any(String),
      email: ann.email,
      pendingEmail: 'ann-new@example.com',
    })
    expect(await me(ann)).toMatchObject({
      email: ann.email,
      emailVerified: true,
      pendingEmail: 'ann-new@example.com',
      nickname: 'Annie',
    })
    expect(await linkTo('ann-new@example.com')).toContain(
      `${given().host.apiUrl}/apps/spec-app/verify_email?token=`,
    )
    const toOld = mailbox.messages.filter(({ to }) => to.includes(ann.email)).map(({ subject }) => subject)
    expect(toOld).toEqual([
      'Confirm your e-mail address for Spec App',
      'Was it you? New e-mail address for your Spec App account',
    ])
  })

  test('changes the address, and nothing else, when the link is opened', async () => {
    const { newUser, update, me, linkTo, open } = given()
    const bea = await newUser('bea', { age: 42 })
    await update(bea, { email: 'bea-new@example.com' })
    const before = await me(bea)
    expect(await open(await linkTo('bea-new@example.com'))).toBe('success')
    const { pendingEmail, ...rest } = before
    expect(pendingEmail).toBe('bea-new@example.com')
    expect(await me(bea)).toEqual({
      ...rest,
      email: 'bea-new@example.com',
      emailVerified: true,
      updatedAt: expect.any(String),
    })
  })

  test('lets the user log in with the old address before, and with the new one after', async () => {
    const { host, newUser, update, linkTo, open } = given()
    const cat = await newUser('cat')
    await update(cat, { email: 'cat-new@example.com' })
    const statusFor = async (email: string) =>
      (await rest(host, 'POST', '/login', { body: { email, password: 'correct-horse' } })).status
    expect([await statusFor(cat.email), await statusFor('cat-new@example.com')]).toEqual([200, 404])
    await open(await linkTo('cat-new@example.com'))
    expect([await statusFor(cat.email), await statusFor('cat-new@example.com')]).toEqual([404, 200])
  })

  test('does so in batches and by /classes/_User', async () => {
    const { host, newUser, me } = given()
    const dan = await newUser('dan')
    const { sessionToken } = dan
    const path = `/classes/_User/${dan.objectId}`
    await rest(host, 'PUT', path, { sessionToken, body: { email: 'dan-1@example.com' } })
    expect(await me(dan)).toMatchObject({ email: dan.email, pendingEmail: 'dan-1@example.com' })
    const request = {
      method: 'PUT',
      path: `/parse/users/${dan.objectId}`,
      body: { email: 'dan-2@example.com' },
    }
    const { body } = await rest(host, 'POST', '/batch', { sessionToken, body: { requests: [request] } })
    expect(body).toMatchObject([{ success: { email: dan.email, pendingEmail: 'dan-2@example.com' } }])
    expect(await me(dan)).toMatchObject({ email: dan.email, pendingEmail: 'dan-2@example.com' })
  })

  test('gives SDKs the object as it is', async () => {
    const { host, newUser } = given()
    await newUser('eve')
    connectSdk(host)
    const eve = await Parse.User.logIn('eve', 'correct-horse')
    await eve.save({ email: 'eve-new@example.com' })
    const addresses = (): unknown[] => [eve.get('email'), eve.get('pendingEmail'), eve.dirty()]
    expect(addresses()).toEqual(['eve@example.com', 'eve-new@example.com', false])
    await eve.save({ email: 'eve@example.com' })
    expect(addresses()).toEqual(['eve@example.com', undefined, false])
    await eve.fetch()
    expect(addresses()).toEqual(['eve@example.com', undefined, false])
  })

  test('does so in GraphQL, whichever fields are asked for', async () => {
    const { host, newUser, me } = given()
    const fay = await newUser('fay')
    const change = async (email: string, selection: string) => {
      const mutation = `mutation ($id: ID!, $email: String) {
        updateUser(input: { id: $id, fields: { email: $email } }) { user { ${selection} } } }`
      const variables = { id: fay.objectId, email }
      const { body } = await graphql(host, mutation, { variables, sessionToken: fay.sessionToken })
      return body.data.updateUser.user as unknown
    }
    expect(await change('fay-1@example.com', 'email')).toEqual({ email: fay.email })
    expect(await change('fay-2@example.com', 'email pendingEmail')).toEqual({
      email: fay.email,
      pendingEmail: 'fay-2@example.com',
    })
    expect(await me(fay)).toMatchObject({ email: fay.email, pendingEmail: 'fay-2@example.com' })
    expect(await change(fay.email, 'email pendingEmail')).toEqual({ email: fay.email, pendingEmail: null })
  })

  test('leaves to parse-server an address that is not verified, and none', async () => {
    const { newUser, operate, update, me, linkTo, open } = given()
    const gus = await newUser('gus')
    await operate(gus, { emailVerified: false })
    expect((await update(gus, { email: 'gus-new@example.com' })).body).toEqual({
      updatedAt: expect.any(String),
    })
    expect(await me(gus)).toMatchObject({ email: 'gus-new@example.com', emailVerified: false })
    expect(await open(await linkTo('gus-new@example.com'))).toBe('success')
    expect(await me(gus)).toMatchObject({ email: 'gus-new@example.com', emailVerified: true })
    await operate(gus, { email: removed })
    await update(gus, { email: 'gus-first@example.com' })
    expect(await me(gus)).toMatchObject({ email: 'gus-first@example.com', emailVerified: false })
    expect(await me(gus)).not.toHaveProperty('pendingEmail')
  })

  test('lets operators change the address at once, which drops one that waits', async () => {
    const { newUser, operate, update, me, linkTo, open } = given()
    const hal = await newUser('hal')
    await update(hal, { email: 'hal-waits@example.com' })
    const link = await linkTo('hal-waits@example.com')
    await operate(hal, { email: 'hal-new@example.com' })
    expect(await me(hal)).toMatchObject({ email: 'hal-new@example.com', emailVerified: false })
    expect(await me(hal)).not.toHaveProperty('pendingEmail')
    expect(await open(link)).toBe('invalid')
    expect(await open(await linkTo('hal-new@example.com'))).toBe('success')
    expect(await me(hal)).toMatchObject({ email: 'hal-new@example.com', emailVerified: true })
  })

  test('drops it also when the password changes, as after a theft', async () => {
    const { newUser, operate, update, linkTo, open } = given()
    const ida = await newUser('ida')
    await update(ida, { email: 'ida-thief@example.com' })
    const link = await linkTo('ida-thief@example.com')
    await operate(ida, { password: 'another password' })
    expect(await open(link)).toBe('invalid')
    const again = await logIn('ida', 'another password')
    expect(again).toMatchObject({ email: ida.email, emailVerified: true })
    expect(again).not.toHaveProperty('pendingEmail')
  })

  test('ends the waiting when the old address is set, in whatever case', async () => {
    const { newUser, update, me, linkTo, open } = given()
    const jim = await newUser('jim')
    for (const email of ['jim@example.com', 'JIM@Example.com']) {
      await update(jim, { email: 'jim-new@example.com' })
      const link = await linkTo('jim-new@example.com')
      const answer = await update(jim, { email })
      expect(answer.body).toEqual({ updatedAt: expect.any(String), email: jim.email, pendingEmail: removed })
      expect(await me(jim)).toMatchObject({ email: jim.email, emailVerified: true })
      expect(await me(jim)).not.toHaveProperty('pendingEmail')
      expect(await open(link)).toBe('invalid')
    }
  })

  test('lets nothing wait for the address that the user has', async () => {
    const { newUser, update, me, mailbox } = given()
    const kay = await newUser('kay')
    const answer = await update(kay, { email: 'Kay@example.com' })
    expect(answer.body).toEqual({ updatedAt: expect.any(String), email: kay.email })
    expect(await me(kay)).toMatchObject({ email: kay.email, emailVerified: true })
    expect(mailbox.messages.filter(({ to }) => /^kay@/i.test(to.join()))).toHaveLength(1)
  })

  test('refuses an address that another account has, in whatever case', async () => {
    const { newUser, update, me } = given()
    const [leo, mia] = [await newUser('leo'), await newUser('mia')]
    for (const email of [mia.email, 'MIA@example.com']) {
      const { status, body } = await update(leo, { email, nickname: 'no' })
      expect({ status, body }).toEqual({
        status: 400,
        body: { code: 203, error: 'Account already exists for this email address.' },
      })
    }
    expect(await me(leo)).not.toHaveProperty('nickname')
    expect(await me(leo)).not.toHaveProperty('pendingEmail')
  })

  test.each([
    ['without an @', 'nowhere'],
    ['of nothing but an @', '@'],
    ['that is too long', `${'a'.repeat(1001)}@example.com`],
    ['that is a number', 5],
    ['that is a list', ['a@example.com']],
    ['that is an object', { a: 1 }],
  ])('refuses an address %s, as parse-server does', async (_what, email) => {
    const { update, me } = given()
    const leo = await logIn('leo')
    const answer = await update(leo, { email })
    expect(answer).toMatchObject({ status: 400, body: { code: 125 } })
    expect(await me(leo)).toMatchObject({ email: 'leo@example.com', emailVerified: true })
  })

  test.each([null, removed])(
    'lets no verified address be taken away by %j, to be set anew',
    async (email) => {
      const { update, me } = given()
      const leo = await logIn('leo')
      expect(await update(leo, { email })).toMatchObject({ status: 400, body: { code: 119 } })
      expect(await me(leo)).toMatchObject({ email: 'leo@example.com', emailVerified: true })
    },
  )

  test('tells those who may not write to the user nothing', async () => {
    const { host, newUser, update } = given()
    const [ned, oda] = [await newUser('ned'), await newUser('oda')]
    for (const email of ['ned-new@example.com', ned.email, removed])
      expect(await update({ ...oda, objectId: ned.objectId }, { email })).toMatchObject({
        status: 400,
        body: { code: 206 },
      })
    const answer = await rest(host, 'PUT', `/users/${ned.objectId}`, { body: { email: removed } })
    expect(answer).toMatchObject({ status: 400, body: { code: 206 } })
  })

  test('lets nobody else change the address who may write to the user', async () => {
    const { newUser, update, me } = given()
    const [pam, quin] = [await newUser('pam'), await newUser('quin')]
    await update(pam, { ACL: { [quin.objectId]: { read: true, write: true } } })
    const answer = await update({ ...quin, objectId: pam.objectId }, { email: 'pam-new@example.com' })
    expect(answer.body).toMatchObject({ code: 119 })
    expect(await me(pam)).toMatchObject({ email: pam.email })
    expect(await me(pam)).not.toHaveProperty('pendingEmail')
  })
})
