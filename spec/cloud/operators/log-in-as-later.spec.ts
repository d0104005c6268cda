/** What an operator may is looked at again when a link to log in as a user is used: it may have changed since it was made. */
import { openPage } from '../../support/pages'
import { rest } from '../../support/rest'
import { describeOperating, type Operating, type User } from './operating'

type Given = Operating & { operator: User; user: User }

describeOperating('the link to log in as a user, when it is used', (given) => {
  const put = (path: string, body: object) => rest(given().host, 'PUT', path, { master: true, body })

  /** An operator, and the link of a user. */
  async function begin() {
    const { signUp, roleWith, call, host } = given()
    const [operator, user] = [await signUp(), await signUp()]
    await roleWith('Support', [operator])
    const where = { name: 'Support' }
    const { body } = await rest(host, 'GET', '/roles', { master: true, query: { where } })
    const supportPath = `/roles/${(body as { results: { objectId: string }[] }).results[0]?.objectId}`
    const users = (op: string) => ({ users: { __op: op, objects: [pointerTo(operator)] } })
    await put(supportPath, users('AddRelation'))
    const { sessionToken } = operator
    const made = await call('accountsLogInAs', { userId: user.objectId }, { sessionToken })
    const { url } = made.body.result as { url: string }
    const takeRole = () => put(supportPath, users('RemoveRelation'))
    return { url, takeRole, given: { ...given(), operator, user } }
  }
  const pointerTo = ({ objectId }: User) => ({ __type: 'Pointer', className: '_User', objectId })

  /** Opens the page before something changes, and presses its button after that. */
  async function pressAfter(url: string, change: () => Promise<unknown>) {
    const { form } = await openPage(url)
    await change()
    const body = new URLSearchParams(form?.fields)
    const answer = await fetch(form!.action, { method: 'POST', body, redirect: 'manual' })
    return { status: answer.status, cookie: answer.headers.get('set-cookie'), html: await answer.text() }
  }

  const changes: [string, (given: Given) => Promise<unknown>][] = [
    ['the user got a role that the operator has not', ({ roleWith, user }) => roleWith('Owners', [user])],
    [
      'the user became an operator',
      async ({ host, user }) => {
        const query = { where: { name: 'Support' } }
        const { body } = await rest(host, 'GET', '/roles', { master: true, query })
        const [role] = (body as { results: { objectId: string }[] }).results
        return put(`/roles/${role?.objectId}`, { users: { __op: 'AddRelation', objects: [pointerTo(user)] } })
      },
    ],
    ['the operator is blocked', ({ host, operator }) => host.accounts.users.block(operator.objectId)],
    ['the operator is disabled', ({ operator }) => put(`/users/${operator.objectId}`, { ACL: {} })],
    ['the operator is deleted', ({ host, operator }) => host.accounts.users.delete(operator.objectId)],
  ]

  const isOver = async (url: string, pressed: Awaited<ReturnType<typeof pressAfter>>) => {
    expect([pressed.status, pressed.cookie]).toEqual([404, null])
    expect(pressed.html).toContain('This link no longer works')
    expect((await fetch(url)).status).toBe(404)
  }

  test('is over when the operator has the role no more, and works with it', async () => {
    const { url, takeRole } = await begin()
    await isOver(url, await pressAfter(url, takeRole))
    const other = await begin()
    expect((await pressAfter(other.url, () => Promise.resolve())).status).toBe(303)
  })

  test.each(changes)('is over when %s', async (_what, change) => {
    const { url, given: people } = await begin()
    await isOver(url, await pressAfter(url, () => change(people)))
    expect(people.events().map(({ type }) => type)).not.toContain('loginAs')
  })

  test('is not used up by who may not use it for a while', async () => {
    const { url, given: people } = await begin()
    const { host, operator } = people
    const pressed = await pressAfter(url, () => host.accounts.users.block(operator.objectId))
    expect(pressed.status).toBe(404)
    await host.accounts.users.unblock(operator.objectId)
    expect((await pressAfter(url, () => Promise.resolve())).status).toBe(303)
  })
})
