/** What is asked of PostgreSQL has no names: behind a pooler, other queries may come by the connection that knows them. */
import type { Pool } from 'pg'
import { signUp } from '../../support/auth0-log-in'
import { describeWithPostgres } from '../../support/database'
import { startHost } from '../../support/host'
import { rest } from '../../support/rest'
import { configOf } from '../../support/rule-users'

/** In all connections that the pool may have. */
async function namesIn(pool: Pool): Promise<string[]> {
  const clients = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()))
  const sql = 'SELECT name FROM pg_prepared_statements'
  const answers = await Promise.all(clients.map((client) => client.query<{ name: string }>(sql)))
  for (const client of clients) client.release()
  return answers.flatMap(({ rows }) => rows.map(({ name }) => name))
}

describeWithPostgres('the connections of a node', (database) => {
  test('have no prepared statements after sign-ups, log-ins, log-outs and what is limited', async () => {
    const host = await startHost({
      database: database(),
      limits: { logIn: { perAddress: { max: 100, seconds: 60 } } },
    })
    const { username, password, email, sessionToken } = await signUp(host, 'ann@example.com')
    await rest(host, 'POST', '/login', { body: { username, password } })
    await rest(host, 'POST', '/login', { body: { username, password: 'wrong' } })
    await rest(host, 'POST', '/requestPasswordReset', { body: { email } })
    await rest(host, 'POST', '/logout', { sessionToken, body: {} })
    const { adapter } = configOf(host).database as unknown as { adapter: { _client: { $pool: Pool } } }
    expect(await namesIn(adapter._client.$pool)).toEqual([])
    await host.close()
  })
})
