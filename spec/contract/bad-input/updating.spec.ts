/** Bad updates, with the session of the user. */
import { accepting, describeBadInput, testAccepted, testRefused } from './bad-input'
import { asAnn, asMaster, fieldRows, row } from './rows'
import * as values from './values'

const ann = { method: 'PUT', path: '/users/$USER', headers: asAnn }
const empty = { null: 'null', 'no text': '""', Delete: '{"__op":"Delete"}' }
const { noObject } = values
const noListOperations = values.without(values.operations, 'Add')

/** Where parse-server keeps what nobody may empty: the password, the lock, the former passwords, the links. */
const internalFields = [
  ...['_hashed_password', '_failed_login_count', '_account_lockout_expires_at', '_password_history'],
  ...['_password_changed_at', '_perishable_token', '_email_verify_token', '_wperm', '_tombstone', '_other'],
]

const fields = [
  ...fieldRows({ ...ann, field: 'username', values: { ...values.noText, ...empty } }),
  ...fieldRows({ ...ann, field: 'password', values: { ...values.noText, ...empty } }),
  ...fieldRows({ ...ann, field: 'email', values: { ...values.noText, 'no address': '"x"' } }),
  ...fieldRows({ ...ann, field: 'ACL', values: noObject }),
  ...fieldRows({ ...ann, field: 'ACL.*', values: noObject }),
  ...fieldRows({
    ...ann,
    field: 'ACL.*.read',
    values: { ...noListOperations, ...values.numbers, text: '"x"' },
  }),
  ...fieldRows({ ...ann, field: 'phone', values: values.neverValid }),
  ...['objectId'].flatMap((field) =>
    fieldRows({
      ...ann,
      field,
      values: { ...values.noText, ...empty, other: '"other"', role: '"role:admin"' },
    }),
  ),
  ...['emailVerified', 'createdAt', 'updatedAt', '_hashed_password', '_rperm'].flatMap((field) =>
    fieldRows({ ...ann, field, values: { 'an object': '{"a":1}', text: '"x"', 'a number': '1' } }),
  ),
  ...fieldRows({ ...ann, field: 'emailVerified', values: { true: 'true' } }),
  ...internalFields.flatMap((field) =>
    fieldRows({ ...ann, field, values: { null: 'null', Delete: '{"__op":"Delete"}', 'a number': '0' } }),
  ),
]

const authData = [
  ...fieldRows({ ...ann, field: 'authData', values: noObject }),
  ...['anonymous', 'custom'].flatMap((provider) => [
    ...fieldRows({ ...ann, field: `authData.${provider}`, values: values.noObject }),
    ...fieldRows({ ...ann, field: `authData.${provider}.id`, values: { ...values.noText, 'no text': '""' } }),
  ]),
  ...['constructor', '__proto__', 'toString', '', 'a.b', 'nobody', 'twitter'].map((provider) =>
    row('PUT', '/users/$USER', `{"authData":{"${provider}":{"id":"x","token":"good"}}}`, { headers: asAnn }),
  ),
]

const oddIds = ['%00', 'a%00b', '%ED%A0%80', '%', '%E0%A4%A', '__proto__', 'constructor', '$ne', '%20', "a'b"]
  .concat(['a%22b', '%7B%22$ne%22:1%7D', 'null', '%F0%9F%98%80', 'unknown', 'a;b', '*', '-', '%2F', '%5C'])
  .concat(['..%2f..', '[object%20Object]', 'x'.repeat(6000)])
  .flatMap((id) => [
    row('GET', `/users/${id}`, undefined, { headers: asMaster }),
    row('GET', `/users/${id}`, undefined, { headers: asAnn }),
    row('PUT', `/users/${id}`, '{"phone":"1"}', { headers: asMaster, title: '' }),
    row('PUT', `/users/${id}`, '{"phone":"1"}', { headers: asAnn, title: 'by Ann' }),
    row('DELETE', `/users/${id}`, undefined, { headers: asAnn }),
  ])

const sessions = [
  row('PUT', '/users/$USER', '{"phone":"1"}', { title: 'without a session' }),
  row('DELETE', '/users/$USER', undefined, { title: 'without a session' }),
  ...['x', 'r:x', 'r:', '__proto__', '{"$ne":null}', `r:${'x'.repeat(8000)}`, 'r:\xe9\xff'].flatMap((token) =>
    ['GET', 'PUT', 'DELETE'].map((method) =>
      row(method, '/sessions/me', method === 'PUT' ? '{}' : undefined, {
        headers: { 'X-Parse-Session-Token': token },
        title: `the token ${token.slice(0, 20)}`,
      }),
    ),
  ),
  ...fieldRows({
    path: '/sessions',
    field: 'installationId',
    values: { ...values.neverValid, ...empty },
    headers: asAnn,
  }).filter(({ title }) => !/ (null|no text)$/.test(title)),
  ...fieldRows({
    method: 'PUT',
    path: '/sessions/me',
    field: 'createdWith',
    values: values.neverValid,
    headers: asAnn,
  }),
  ...fieldRows({
    method: 'PUT',
    path: '/sessions/me',
    field: 'sessionToken',
    values: { text: '"r:mine"', 'an object': '{"$ne":1}' },
    headers: asAnn,
  }),
]

describeBadInput('updating', (context) => {
  testRefused(context, [...fields, ...authData, ...oddIds, ...sessions])

  const kept = { text: '"x"', emoji: '"👩‍👩‍👧 e\\u0301"', 'a long text': JSON.stringify('x'.repeat(100_000)) }
  testAccepted(context, 'users', [
    ...accepting(fieldRows({ ...ann, field: 'free', values: kept }), 'free', [
      'x',
      '👩‍👩‍👧 e\u0301',
      'x'.repeat(100_000),
    ]),
    ...accepting(fieldRows({ ...ann, field: 'free', values: { null: 'null' } }), 'free', [undefined]),
    ...accepting(fieldRows({ ...ann, field: 'neverSet', values: { Delete: empty.Delete } }), 'neverSet', [
      undefined,
    ]),
    ...accepting(fieldRows({ ...ann, field: 'list', values: { 'an array': '[1,2]' } }), 'list', [[1, 2]]),
    ...accepting(
      fieldRows({ ...ann, field: 'list', values: { Add: '{"__op":"Add","objects":[3]}' } }),
      'list',
      [expect.arrayContaining([1, 2, 3])], // PostgreSQL chooses the order
    ),
    ...accepting(fieldRows({ ...ann, field: 'objectId', values: { 'the same': '"$USER"' } }), 'free2', [
      undefined,
    ]),
    ...accepting(fieldRows({ ...ann, field: 'email', values: { Delete: empty.Delete } }), 'email', [
      undefined,
    ]),
  ])
})
