/** Bad batches, and bad requests in good ones: each of those is refused in its place. */
import { describeBadInput, expectNothingLeaks, expectParseError, testRefused } from './bad-input'
import { asAnn, fieldRows, json, row, type Row } from './rows'
import * as values from './values'

const path = '/batch'
const one = (method: string, target: string, body = '{}') =>
  `{"requests":[{"method":${method},"path":${target},"body":${body}}]}`
const users = '"/parse/users"'
const noArray = values.without(values.noObject, 'an empty array')

const whole: Row[] = [
  ...fieldRows({ path, field: 'requests', values: { ...noArray, 'an object': '{"a":1}', null: 'null' } }),
  ...Object.entries({ ...values.noObject, null: 'null' })
    .filter(([kind]) => kind !== 'an empty array')
    .map(([kind, value]) => row('POST', path, `{"requests":[${value}]}`, { title: `a request is ${kind}` })),
  ...Object.entries({ ...values.noText, unknown: '"NOPE"', 'lower case': '"post"' }).map(([kind, value]) =>
    row('POST', path, one(value, users), { title: `the method is ${kind}` }),
  ),
  ...Object.entries({ ...values.noText, unknown: '"/parse/nope"', elsewhere: '"/other"', none: '""' }).map(
    ([kind, value]) => row('POST', path, one('"POST"', value), { title: `the path is ${kind}` }),
  ),
  row('POST', path, one('"POST"', '"/parse/batch"'), { title: 'a batch in a batch' }),
  row('POST', path, `{"requests":[${Array(101).fill('{"method":"GET","path":"/parse/users"}').join(',')}]}`, {
    title: 'too many requests',
  }),
  ...['/batch/', '/BATCH', '/batch?x=1'].map((odd) => row('POST', odd, one('"GET"', users))),
  row('POST', path, '{}'),
]

const inPlace: Row[] = [
  ...Object.entries(values.noObject).map(([kind, value]) =>
    row('POST', path, one('"POST"', users, value), { title: `a body is ${kind}` }),
  ),
  ...['username', 'password', 'email', 'ACL', 'authData', 'objectId'].flatMap((field) =>
    ['{"a":1}', '["x"]', '5', 'true'].map((value) =>
      row('POST', path, one('"PUT"', '"/parse/users/$USER"', `{"${field}":${value}}`), {
        headers: asAnn,
        title: `PUT ${field} ${value}`,
      }),
    ),
  ),
  ...[
    '/parse/users/../users/$USER',
    '/parse//users/$USER',
    '/parse/./classes/_User/$USER',
    '/parse/classes/%5FUser/$USER',
  ]
    .flatMap((target) => ['{"objectId":"role:admin"}', '{"authData":"x"}'].map((body) => ({ target, body })))
    .map(({ target, body }) =>
      row('POST', path, one('"PUT"', `"${target}"`, body), {
        headers: asAnn,
        title: `PUT ${target} ${body}`,
      }),
    ),
  ...[
    '{"username":{"a":1},"password":"x"}',
    '{"username":"$UNIQUE","password":["x"]}',
    '{"authData":"x"}',
    '{}',
  ].map((body) => row('POST', path, one('"POST"', users, body), { title: `POST ${body}` })),
  ...['{"where":{"$or":5}}', '{"where":"{"}', '{"limit":-1}', '{"where":{"a b":1}}', '{"nope":1}'].map(
    (body) => row('POST', path, one('"GET"', users, body), { title: `GET ${body}` }),
  ),
  ...[
    'users/a%00',
    'users/%',
    'users/!!',
    'login',
    'sessions/me',
    'schemas',
    'aggregate/_User',
    'serverInfo',
  ].map((target) =>
    row('POST', path, one('"GET"', `"/parse/${target}"`, 'null'), { title: `GET ${target}` }),
  ),
  ...[
    'login',
    'loginAs',
    'challenge',
    'requestPasswordReset',
    'functions/nope',
    'classes/constructor',
    'push',
  ].map((target) => row('POST', path, one('"POST"', `"/parse/${target}"`), { title: `POST ${target}` })),
]

describeBadInput('batch', (context) => {
  testRefused(context, whole)

  test.each(inPlace)('refused in its place: $title', async (each) => {
    const answer = await context.send(each)
    expectNothingLeaks(answer, context)
    if (answer.status !== 200) {
      expect(`${answer.status} ${answer.text}`).toMatch(/^4\d\d/)
      return expectParseError(answer.json)
    }
    const [result] = answer.json as { error?: unknown }[]
    expect(Object.keys(result ?? {})).toEqual(['error'])
    expectParseError(result?.error)
    expect(result).not.toHaveProperty('error.code', 1)
  })

  test('a transaction with a request that is refused gets its Parse error, and changes nothing', async () => {
    const requests = [
      { method: 'PUT', path: '/parse/users/$USER', body: { free: 'changed' } },
      { method: 'PUT', path: '/parse/users/$USER', body: { email: 'no address' } },
    ]
    const body = JSON.stringify({ transaction: true, requests })
    const answer = await context.send(row('POST', path, body, { headers: { ...json, ...asAnn } }))
    // A MongoDB without a replica set has no transactions: there the first request is refused.
    expect([answer.status, answer.json]).toEqual([400, expect.anything()])
    expectParseError(answer.json)
    expect(await context.read(`/users/${context.ann.objectId}`)).not.toHaveProperty('free')
  })

  test('accepted: an empty batch', async () => {
    const answer = await context.send(row('POST', path, '{"requests":[]}'))
    expect([answer.status, answer.json]).toEqual([200, []])
  })
})
