/** A database that lacks PostGIS, or whose user lacks a right, is the operator's business: 500, and the log names it. */
import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { installationFault } from '../../../src/guards/faults/installation'
import { createTestDatabase, dropTestDatabase, type TestDatabase } from '../../support/database'
import { stateOf } from '../../support/engines/running'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'

const place = { __type: 'GeoPoint', latitude: 1, longitude: 1 }
const fault = { status: 500, body: { code: 1, error: 'An internal server error occurred' } }

const onPostgres = 'missing' in stateOf('postgresql') ? describe.skip : describe

onPostgres('a PostgreSQL that is not set up for what is asked', () => {
  const role = `spec_${randomBytes(6).toString('hex')}`
  const lines: string[] = []
  let database: TestDatabase
  let admin: Client
  let host: Host
  const uriOfRole = () => Object.assign(new URL(database.uri), { username: role, password: 'pw' }).href
  const lastError = () => lines.splice(0).join('\n')
  beforeAll(async () => {
    database = await createTestDatabase('postgresql')
    admin = new Client({ connectionString: database.uri })
    await admin.connect()
    await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD 'pw'; GRANT ALL ON SCHEMA public TO ${role}`)
    const log = (level: string, ...texts: unknown[]) => level === 'error' && lines.push(texts.join(' '))
    host = await startHost({
      parseServer: { databaseURI: uriOfRole(), silent: false, loggerAdapter: { log } },
    })
    await rest(host, 'POST', '/classes/Note', { body: { place, text: 'hi' }, master: true })
    lines.length = 0
  })
  afterAll(async () => {
    await host.close()
    await admin.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`)
    await admin.end()
    await dropTestDatabase(database)
  })

  test('answers 500 to queries near a place without PostGIS, and names it', async () => {
    const where = { place: { $nearSphere: place } }
    expect(await rest(host, 'GET', '/classes/Note', { query: { where } })).toMatchObject(fault)
    expect(lastError()).toContain('CREATE EXTENSION postgis')
    const query = '{ notes(where: { place: { nearSphere: { latitude: 1, longitude: 1 } } }) { count } }'
    const { body } = await graphql(host, query)
    expect(body.errors).toMatchObject([{ message: fault.body.error, extensions: { code: 1 } }])
    const $text = { $search: { $term: 'hi', $language: 'none' } }
    const mistake = await rest(host, 'GET', '/classes/Note', { query: { where: { text: { $text } } } })
    expect(mistake).toMatchObject({ status: 400, body: { code: 102 } })
  })

  test('answers 500 where its user lacks a right, and names the right', async () => {
    await admin.query(`REVOKE ALL ON SCHEMA public FROM ${role}; GRANT USAGE ON SCHEMA public TO ${role};
      ALTER TABLE "Note" OWNER TO CURRENT_USER; GRANT SELECT ON "Note" TO ${role}`)
    const create = (className: string, body: object) =>
      rest(host, 'POST', `/classes/${className}`, { body, master: true })
    expect(await create('Note', { text: 'secret-text' })).toMatchObject(fault)
    expect(lastError()).toMatch(/permission denied for table Note(?![^]*secret-text)/)
    expect(await create('Note', { added: 1 })).toMatchObject(fault)
    expect(lastError()).toContain('must be owner of table Note')
    expect(await create('Other', {})).toMatchObject(fault)
    expect(lastError()).toContain('permission denied for schema public')
    const requests = [{ method: 'POST', path: '/parse/classes/Note', body: {} }]
    expect((await rest(host, 'POST', '/batch', { body: { requests }, master: true })).body).toEqual([
      { error: fault.body },
    ])
  })

  test('says so at the start', async () => {
    await host.close()
    await admin.query(`ALTER TABLE "_User" OWNER TO CURRENT_USER`)
    await expect(startHost({ parseServer: { databaseURI: uriOfRole() } })).rejects.toMatchObject({
      code: 'ERR_START',
      message: expect.stringMatching(/has no right to it: (permission denied|must be owner)/) as string,
    })
  })
})

test('of MongoDB’s refusals no word is told, as they repeat the query', () => {
  const refusal = { name: 'MongoServerError', code: 13, message: 'not authorized on db: { password: "x" }' }
  expect(installationFault(refusal)).toBe('its user has no right to it')
  expect(installationFault({ code: 13 })).toBeUndefined()
})
