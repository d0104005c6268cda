/** pendingEmail: nobody but its owner and operators reads the field or learns of it, and nobody writes it. */
import { once } from 'node:events'
import type { LiveQueryClient, LiveQuerySubscription } from 'parse/node'
import { graphql } from '../../support/graphql'
import { describePendingEmail, type TestUser } from '../../support/pending-email'
import { rest } from '../../support/rest'
import { connectSdk, Parse } from '../../support/sdk'

const parseServer = {
  liveQuery: { classNames: ['_User'] },
  // Of the fields that several groups may not read, only those stay hidden that all of them may not.
  protectedFields: { _User: { '*': ['email', 'phone'], authenticated: ['phone'], 'role:staff': [] } },
}

const publicRead = { '*': { read: true } }

describePendingEmail(
  'the field pendingEmail',
  (given) => {
    let owner: TestUser
    let other: TestUser
    const newEmail = 'owner-new@example.com'
    beforeAll(async () => {
      const { newUser, update } = given()
      owner = await newUser('owner', { phone: '123', nickname: 'O', ACL: publicRead })
      other = await newUser('other')
      const users = {
        __op: 'AddRelation',
        objects: [{ __type: 'Pointer', className: '_User', objectId: other.objectId }],
      }
      const body = { name: 'staff', ACL: {}, users }
      const role = await rest(given().host, 'POST', '/roles', { master: true, body })
      expect(role.status).toBe(201)
      await update(owner, { email: newEmail })
      connectSdk(given().host)
    })

    const find = (query: object, reader?: TestUser) =>
      rest(given().host, 'GET', '/users', {
        query: { ...query },
        ...(reader && { sessionToken: reader.sessionToken }),
      })

    test('is read by its owner and by operators', async () => {
      const { host, me } = given()
      const path = `/users/${owner.objectId}`
      const answers = [
        (await rest(host, 'GET', path, { sessionToken: owner.sessionToken })).body,
        (await rest(host, 'GET', path, { master: true })).body,
        await me(owner),
        (await rest(host, 'POST', '/login', { body: { username: 'owner', password: 'correct-horse' } })).body,
      ]
      for (const answer of answers) expect(answer).toMatchObject({ pendingEmail: newEmail })
    })

    test('is read by nobody else, whatever the host protects', async () => {
      const { host } = given()
      for (const reader of [other, undefined]) {
        const session = reader ? { sessionToken: reader.sessionToken } : {}
        const answers = [
          await rest(host, 'GET', `/users/${owner.objectId}`, session),
          await rest(host, 'GET', `/users/${owner.objectId}`, {
            ...session,
            query: { keys: 'pendingEmail' },
          }),
          await find({ where: { username: 'owner' } }, reader),
          await graphql(host, '{ users { edges { node { username pendingEmail } } } }', session),
        ]
        for (const { status, body } of answers) {
          expect(status).toBe(200)
          expect(JSON.stringify(body)).not.toContain(newEmail)
        }
      }
    })

    test('leaves what the host protects as it is', async () => {
      const { host } = given()
      const path = `/users/${owner.objectId}`
      const { body: stranger } = await rest(host, 'GET', path)
      expect(stranger).not.toHaveProperty('email')
      expect(stranger).not.toHaveProperty('phone')
      const { body: staff } = await rest(host, 'GET', path, { sessionToken: other.sessionToken })
      expect(staff).toMatchObject({ email: owner.email, phone: '123' })
    })

    test('stays hidden when an operator protects other fields by class-level permissions', async () => {
      const { host } = given()
      const everybody = { '*': true }
      const permissions = {
        find: everybody,
        get: everybody,
        count: everybody,
        create: everybody,
        update: everybody,
      }
      const protectedFields = { [other.objectId]: [], 'userField:friend': [], authenticated: ['phone'] }
      const friend = { type: 'Pointer', targetClass: '_User' }
      const body = {
        className: '_User',
        fields: { friend },
        classLevelPermissions: { ...permissions, protectedFields },
      }
      const changed = await rest(host, 'PUT', '/schemas/_User', { master: true, body })
      expect(changed.status).toBe(200)
      const pointer = { __type: 'Pointer', className: '_User', objectId: other.objectId }
      await given().operate(owner, { friend: pointer })
      const answer = await rest(host, 'GET', `/users/${owner.objectId}`, { sessionToken: other.sessionToken })
      expect(answer.body).toMatchObject({ email: owner.email, username: 'owner' })
      expect(answer.body).not.toHaveProperty('pendingEmail')
    })

    test.each([
      { where: { pendingEmail: newEmail } },
      { where: { pendingEmail: { $regex: '^o' } } },
      { where: { $or: [{ username: 'nobody' }, { pendingEmail: newEmail }] } },
      { where: { $nor: [{ 'pendingEmail.x': newEmail }] } },
      { order: 'pendingEmail' },
      { where: { pendingEmail: { $exists: true } }, count: 1, limit: 0 },
    ])('can’t be asked for: %j', async (query) => {
      for (const reader of [other, owner, undefined])
        expect(await find(query, reader)).toMatchObject({ status: 400, body: { code: 119 } })
    })

    test('can’t be asked for by a subquery, nor in GraphQL', async () => {
      const { host } = given()
      const inQuery = { className: '_User', where: { pendingEmail: newEmail } }
      expect(await find({ where: { friend: { $inQuery: inQuery } } }, other)).toMatchObject({
        body: { code: 119 },
      })
      const query = `{ users(where: { pendingEmail: { equalTo: "${newEmail}" } }) { count } }`
      const { body } = await graphql(host, query, { sessionToken: other.sessionToken })
      expect(body.errors).toMatchObject([{ extensions: { code: 119 } }])
    })

    test.each([
      { pendingEmail: 'x@example.com' },
      { pendingEmail: null },
      { pendingEmail: { __op: 'Delete' } },
      { 'pendingEmail.x': 'x' },
    ])('can’t be written: %j', async (fields) => {
      const { host, update, me } = given()
      expect(await update(owner, fields)).toMatchObject({ body: { code: 119 } })
      expect(await update(owner, { ...fields, email: 'another@example.com' })).toMatchObject({
        body: { code: 119 },
      })
      const body = { username: 'new', password: 'correct-horse', ...fields }
      expect(await rest(host, 'POST', '/users', { body })).toMatchObject({ body: { code: 119 } })
      expect(await me(owner)).toMatchObject({ email: owner.email, pendingEmail: newEmail })
    })

    test('can’t be written in GraphQL, nor with an anonymous sign-up', async () => {
      const { host } = given()
      const mutation = `mutation ($id: ID!) {
        updateUser(input: { id: $id, fields: { pendingEmail: "x@example.com" } }) { user { id } } }`
      const variables = { id: owner.objectId }
      const { body } = await graphql(host, mutation, { variables, sessionToken: owner.sessionToken })
      expect(body.errors).toMatchObject([{ extensions: { code: 119 } }])
      const anonymous = { id: 'd0f5bd3c-0c52-4b8b-9a5e-3c1a2b4d5e6f' }
      const signUp = { authData: { anonymous }, pendingEmail: 'x@example.com' }
      expect(await rest(host, 'POST', '/users', { body: signUp })).toMatchObject({ body: { code: 119 } })
    })

    describe('in LiveQuery', () => {
      const clients: LiveQueryClient[] = []
      afterEach(() => {
        for (const client of clients.splice(0)) void client.close()
      })

      async function subscribe(reader: TestUser, where?: string): Promise<LiveQuerySubscription> {
        const { host } = given()
        const { sessionToken } = reader
        const client = new Parse.LiveQueryClient({
          applicationId: host.appId,
          serverURL: host.apiUrl.replace('http', 'ws'),
          sessionToken,
        })
        clients.push(client)
        client.open()
        const query = new Parse.Query('_User')
        if (where) query.equalTo('pendingEmail', where)
        else query.equalTo('username', 'watched')
        const subscription = client.subscribe(query, sessionToken)!
        await subscription.subscribePromise
        return subscription
      }

      test('is told to its owner only', async () => {
        const { newUser, update } = given()
        const watched = await newUser('watched', { ACL: publicRead })
        const updates = [watched, other].map(async (reader) => {
          const subscription = await subscribe(reader)
          return { next: once(subscription.emitter, 'update') }
        })
        const [own, others] = await Promise.all(updates)
        await update(watched, { email: 'watched-new@example.com', nickname: 'W' })
        const [[seenByOwner], [seenByOther]] = (await Promise.all([own!.next, others!.next])) as [
          [{ toJSON(): object }, { toJSON(): object }],
          [{ toJSON(): object }, { toJSON(): object }],
        ]
        expect(seenByOwner.toJSON()).toMatchObject({
          email: watched.email,
          pendingEmail: 'watched-new@example.com',
        })
        expect(seenByOther.toJSON()).toMatchObject({ nickname: 'W' })
        expect(JSON.stringify(seenByOther.toJSON())).not.toContain('watched-new')
      })

      test('can’t be subscribed to', async () => {
        await expect(subscribe(other, newEmail)).rejects.toMatchObject({ code: 119 })
      })
    })
  },
  { parseServer },
)
