/** What a PostgreSQL that could not be started leaves behind: nothing. */
import { existsSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { once } from 'node:events'
import { Client } from 'pg'
import { freePort } from '../../src/testing/postgres/free-port'
import { startPostgres } from '../../testing'

/** A server that runs, and whose answers are of no use; the error has its folder. */
jest.mock('../../src/testing/postgres/postgres-admin', () => ({
  postgresVersion: async (uri: string) => {
    const client = new Client({ connectionString: uri })
    await client.connect()
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory')
    await client.end()
    throw new Error(rows[0]!.data_directory)
  },
}))

const failureOf = async (port: number): Promise<string> => {
  const thrown: unknown = await startPostgres({ port }).catch((error: unknown) => error)
  return (thrown as Error).message
}

test('a PostgreSQL that finds its port taken leaves no folder behind', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const message = await failureOf((other.address() as AddressInfo).port)
  other.close()
  const [, folder = ''] = /its data in (\S+): /.exec(message)!
  expect(folder).toContain('parse-server-accounts-postgres-')
  expect(existsSync(folder)).toBe(false)
})

test('a PostgreSQL that fails once it runs is ended, and leaves no folder behind', async () => {
  const port = await freePort()
  const folder = await failureOf(port)
  expect(folder).toContain('parse-server-accounts-postgres-')
  expect(existsSync(folder)).toBe(false)
  const [error] = (await once(connect(port, '127.0.0.1'), 'error')) as [NodeJS.ErrnoException]
  expect(error.code).toBe('ECONNREFUSED')
})
