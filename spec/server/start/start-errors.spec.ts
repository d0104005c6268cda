/** A database that can't be used is told once, with what to do, and neither a stack nor the password. */
import { freePort } from '../../../src/testing/postgres/free-port'
import { describeWithDatabase, dropTestDatabase } from '../../support/database'
import { startHost } from '../../support/host'

let written: unknown[][]
beforeEach(() => {
  written = []
  jest.spyOn(console, 'error').mockImplementation((...line: unknown[]) => void written.push(line))
})
afterEach(() => jest.restoreAllMocks())

async function messageOf(databaseURI: string): Promise<string> {
  const parseServer = { databaseURI, databaseOptions: { serverSelectionTimeoutMS: 500 } }
  const error: unknown = await startHost({ parseServer }).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: 'ERR_START' })
  expect(written).toEqual([])
  expect((error as Error).message).not.toMatch(/s3cret|\n/)
  return (error as Error).message
}

describeWithDatabase('a database that can’t be used', (database) => {
  const changed = (changes: Partial<URL>) => Object.assign(new URL(database().uri), changes).href

  test('because nobody listens there', async () => {
    const port = String(await freePort())
    const message = await messageOf(changed({ port, username: 'ann', password: 's3cret' }))
    expect(message).toContain(`://127.0.0.1:${port}/`)
    expect(message).toMatch(/: is it running, and reachable from here\?$/)
  })

  test('because the user is unknown', async () => {
    const message = await messageOf(changed({ username: 'nobody', password: 's3cret' }))
    expect(message).toMatch(/: check user and password in parseServer\.databaseURI$/)
  })

  test('because there is none of that name, which MongoDB makes', async () => {
    const { engine } = database()
    const uri = changed({ pathname: '/spec_none' })
    if (engine === 'postgresql')
      return expect(await messageOf(uri)).toMatch(
        /"spec_none" does not exist\. .*: create it, as with `createdb`$/,
      )
    const host = await startHost({ parseServer: { databaseURI: uri } })
    await host.close()
    await dropTestDatabase({ engine, uri })
  })

  test('hides nothing that others write meanwhile', async () => {
    const others = new Error('of another')
    const uri = changed({ username: 'nobody', password: 's3cret' })
    const starting = startHost({ parseServer: { databaseURI: uri } }).catch(() => undefined)
    console.error(others)
    console.error('a line')
    await starting
    expect(written).toEqual(expect.arrayContaining([[others], ['a line']]))
    expect(written).toHaveLength(2)
  })
})
