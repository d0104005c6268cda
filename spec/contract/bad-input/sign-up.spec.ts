/** Bad sign-ups: every documented field of a user with every wrong kind of value. */
import { accepting, describeBadInput, testAccepted, testRefused } from './bad-input'
import { fieldRows, row, type Row } from './rows'
import * as values from './values'

const path = '/users'
const others = { username: '"$UNIQUE"', password: '"$PASSWORD"' }
const without = (field: keyof typeof others) => values.without(others, field)

const { noObject } = values
const noListOperations = values.without(values.operations, 'Add')

const fields: Row[] = [
  ...fieldRows({ path, field: 'username', values: values.noText, others: without('username') }),
  ...fieldRows({
    path,
    field: 'username',
    values: { nothing: 'null', 'no text': '""' },
    others: without('username'),
  }),
  ...fieldRows({ path, field: 'password', values: values.noText, others: without('password') }),
  ...fieldRows({
    path,
    field: 'password',
    values: { nothing: 'null', 'no text': '""' },
    others: without('password'),
  }),
  ...fieldRows({ path, field: 'email', values: { ...values.noText, 'no address': '"x"' }, others }),
  ...fieldRows({ path, field: 'ACL', values: noObject, others }),
  ...fieldRows({ path, field: 'ACL.*', values: noObject, others }),
  ...fieldRows({
    path,
    field: 'ACL.*.read',
    values: { ...noListOperations, ...values.numbers, nothing: 'null', text: '"x"', object: '{}' },
    others,
  }),
  ...fieldRows({ path, field: 'phone', values: values.neverValid, others }),
  ...fieldRows({ path, field: 'objectId', values: values.noText, others }),
  ...fieldRows({ path, field: 'objectId', values: { text: '"chosen"', 'a role': '"role:admin"' }, others }),
  ...['createdAt', 'updatedAt', 'emailVerified', '_hashed_password', '_perishable_token'].flatMap((field) =>
    fieldRows({ path, field, values: { 'an object': '{"a":1}', text: '"x"', ...values.numbers }, others }),
  ),
]

const providers = ['anonymous', 'custom']

const authData: Row[] = [
  ...fieldRows({ path, field: 'authData', values: { ...values.noObject, 'an empty object': '{}' } }),
  ...providers.flatMap((provider) => [
    ...fieldRows({ path, field: `authData.${provider}`, values: values.noObject }),
    ...fieldRows({ path, field: `authData.${provider}`, values: values.objects }).filter(
      () => provider === 'custom',
    ),
    ...fieldRows({ path, field: `authData.${provider}.id`, values: { ...values.noText, 'no text': '""' } }),
    ...fieldRows({ path, field: `authData.${provider}.extra`, values: values.neverValid }),
  ]),
  ...['constructor', '__proto__', 'prototype', 'toString', 'hasOwnProperty', '', 'a.b', '$x', "a'b", 'nobody']
    .concat(['twitter', 'facebook', 'google', 'apple', 'github', 'mfa', 'ldap', 'x'.repeat(5000)])
    .map((provider) =>
      row('POST', path, `{"authData":{"${provider}":{"id":"$UNIQUE","token":"good","access_token":"x"}}}`),
    ),
  row('POST', path, '{"authData":{"anonymous":{"id":"$UNIQUE"},"twitter":{"id":"1"}}}'),
  row('POST', path, `{"authData":{"anonymous":{"id":"$UNIQUE"},"${'x'.repeat(129)}":{}}}`),
  row('POST', path, `{"authData":{${Array.from({ length: 51 }, (_, at) => `"p${at}":null`).join()}}}`),
]

const fieldNames = [
  '__proto__',
  'constructor',
  'prototype ',
  '',
  '$x',
  '1abc',
  'a b',
  "a'b",
  'é',
  '_x',
  '_id',
]
  .concat(['_rperm', '_tombstone', '_session_token', 'a\\u0000b', '\\ud800', 'a\\"b', 'x'.repeat(10_000)])
  .flatMap((name) => ['"v"', '{"a":1}'].map((value) => ({ name, value })))
  .map(({ name, value }) =>
    row('POST', path, `{"username":"$UNIQUE","password":"$PASSWORD","${name}":${value}}`, {
      title: `a field ${name.slice(0, 20)} with ${value}`,
    }),
  )

const others3000 = Array.from({ length: 3000 }, (_, index) => `"flood${index}":1`).join(',')

describeBadInput('sign-up', (context) => {
  testRefused(context, [
    ...fields,
    ...authData,
    ...fieldNames,
    row('POST', path, '{}'),
    row('POST', path, `{"username":"$UNIQUE","password":"$PASSWORD",${others3000}}`, {
      title: '3000 new fields',
    }),
    row('POST', '/classes/_User', '{"username":{"a":1},"password":"$PASSWORD"}'),
    row('POST', '/classes/%5FUser', '{"username":["x"],"password":"$PASSWORD"}'),
  ])
  const kinds = {
    text: '"x"',
    'a megabyte of text': JSON.stringify(values.megabyte),
    emoji: '"😀 ünï"',
    number: '0',
  }
  const stored = ['x', values.megabyte, '😀 ünï', 0]
  testAccepted(context, 'users', [
    ...Object.entries(kinds).flatMap(([kind, value], index) =>
      accepting(
        fieldRows({ path, field: `free${index}`, values: { [kind]: value }, others }),
        `free${index}`,
        [stored[index]],
      ),
    ),
    ...accepting(fieldRows({ path, field: 'email', values: { null: 'null' }, others }), 'email', [undefined]),
  ])
})
