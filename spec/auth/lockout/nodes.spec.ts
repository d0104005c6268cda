/** A lock holds on all nodes, and so does the count before it. */
import { type ChildHost, startChildHost } from '../../support/child-host'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import { options } from '../../fixtures/hosts/lockout'

describeWithDatabase('accountLockout on two nodes', (database) => {
  let here: Host
  let there: ChildHost
  beforeAll(async () => {
    here = await startHost({ ...options, database: database() })
    there = await startChildHost('lockout', database())
    const body = { username: 'ann', password: 'correct-horse' }
    expect((await rest(here, 'POST', '/users', { body })).status).toBe(201)
  })
  afterAll(async () => {
    await there.stop()
    await here.close()
  })

  test.each(['ann', 'nobody'])(
    'answers three of 24 guesses at both as wrong, and says so then: %s',
    async (username) => {
      const guess = async (at: Host | ChildHost, password = 'wrong') =>
        (await rest(at, 'POST', '/login', { body: { username, password } })).body.error as string
      const errors = await Promise.all(
        Array.from({ length: 24 }, (_each, index) => guess(index % 2 ? here : there)),
      )
      expect(errors.filter((error) => error === 'Invalid username/password.')).toHaveLength(3)
      for (const at of [here, there]) expect(await guess(at, 'correct-horse')).toContain('account is locked')
    },
  )
})
