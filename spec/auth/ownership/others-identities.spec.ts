/** A log-in with a password that links an identity: one that somebody else has stays theirs. */
import { acme, acmeAuthData } from '../../support/acme'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { signUp } from '../../support/nodes'
import { rest } from '../../support/rest'

const password = 'correct-horse'
const logInByGraphql = `mutation ($input: LogInInput!) { logIn(input: $input) { viewer { user { objectId } } } }`

describeWithDatabase('an identity of somebody else, in a log-in', (database) => {
  let host: Host
  beforeAll(async () => {
    const databaseOptions = { createIndexAuthDataUniqueness: false }
    host = await startHost({ database: database(), parseServer: { auth: { acme }, databaseOptions } })
    await rest(host, 'POST', '/users', { body: { authData: acmeAuthData('taken') } })
    await signUp(host, 'taker')
  })
  afterAll(() => host.close())
  const credentials = (id: string) => ({ username: 'taker', password, authData: acmeAuthData(id) })
  const linkedTo = async (id: string) => {
    const query = { where: { 'authData.acme.id': id } }
    return (await rest(host, 'GET', '/users', { master: true, query })).body.results as object[]
  }

  test('is refused by REST, in a batch and by GraphQL: 208', async () => {
    const body = credentials('taken')
    const refusal = { code: 208, error: 'this auth is already used' }
    expect(await rest(host, 'POST', '/login', { body })).toMatchObject({ status: 400, body: refusal })
    const requests = [{ method: 'POST', path: '/parse/login', body }]
    const batch = await rest(host, 'POST', '/batch', { body: { requests } })
    expect(batch.body).toMatchObject([{ error: refusal }])
    const answer = await graphql(host, logInByGraphql, { variables: { input: body } })
    expect(answer.body).toMatchObject({ errors: [{ extensions: { code: 208 } }] })
    expect(await linkedTo('taken')).toHaveLength(1)
  })

  test('is told of to nobody who can’t prove it', async () => {
    const body = { ...credentials('taken'), authData: { acme: { id: 'taken', token: 'wrong' } } }
    expect(await rest(host, 'POST', '/login', { body })).toMatchObject({ status: 400, body: { code: 141 } })
  })

  test('one that nobody has is linked, and comes again', async () => {
    const body = credentials('own')
    expect(await rest(host, 'POST', '/login', { body })).toMatchObject({ status: 200 })
    expect(await rest(host, 'POST', '/login', { body })).toMatchObject({ status: 200 })
    expect(await linkedTo('own')).toMatchObject([{ username: 'taker' }])
  })
})
