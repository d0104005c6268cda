/** The operations of the GraphQL guide with every wrong kind of value, inline and in variables. */
import { describeBadInput } from './bad-input'
import { expectRefused, post } from './graphql'
import { asAnn, type Row } from './rows'
import * as values from './values'

interface Operation {
  query: string
  fields: string[]
  /** The variables with a field as JSON in them. */
  variables: (field: string) => string
  headers?: Row['headers']
  kinds?: Record<string, string>
}

const noText = values.without(values.noText, 'a megabyte of text')
const { noObject } = values
const noAcl = values.without(noObject, 'some text', 'an empty text')

const signedUp = '"username":"$UNIQUE","password":"$PASSWORD"'
const inInput = (field: string) => `{"input":{${field}}}`
const operations: Record<string, Operation> = {
  signUp: {
    query: 'mutation ($input: SignUpInput!) { signUp(input: $input) { viewer { sessionToken } } }',
    fields: ['username', 'password', 'email'],
    variables: (field) => inInput(`"fields":{${signedUp},${field}}`),
  },
  'signUp with': {
    query: 'mutation ($input: SignUpInput!) { signUp(input: $input) { viewer { sessionToken } } }',
    fields: ['ACL', 'authData', 'unknown'],
    variables: (field) => inInput(`"fields":{${signedUp},${field}}`),
    kinds: noAcl,
  },
  logIn: {
    query: 'mutation ($input: LogInInput!) { logIn(input: $input) { viewer { sessionToken } } }',
    fields: ['username', 'password'],
    variables: (field) => inInput(`"username":"$NAME","password":"wrong",${field}`),
    kinds: { ...values.badTexts, ...values.numbers, ...values.objects, ...values.arrays, nothing: 'null' },
  },
  logInWith: {
    query: 'mutation ($input: LogInWithInput!) { logInWith(input: $input) { viewer { sessionToken } } }',
    fields: ['authData'],
    variables: inInput,
    kinds: { ...noObject, nothing: 'null', 'no provider': '{}' },
  },
  resetPassword: {
    query: 'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { ok } }',
    fields: ['email'],
    variables: inInput,
    kinds: { ...noText, nothing: 'null', 'no text': '""' },
  },
  sendVerificationEmail: {
    query: 'mutation ($input: SendVerificationEmailInput!) { sendVerificationEmail(input: $input) { ok } }',
    fields: ['email'],
    variables: inInput,
    kinds: { ...noText, nothing: 'null', 'no text': '""' },
  },
  updateUser: {
    query: 'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { id } } }',
    fields: ['username', 'password', 'email', 'objectId'],
    variables: (field) => inInput(`"id":"$USER","fields":{${field}}`),
    headers: asAnn,
  },
  'updateUser with': {
    query: 'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { id } } }',
    fields: ['ACL', 'authData', 'emailVerified'],
    variables: (field) => inInput(`"id":"$USER","fields":{${field}}`),
    headers: asAnn,
    kinds: noAcl,
  },
  deleteUser: {
    query: 'mutation ($input: DeleteUserInput!) { deleteUser(input: $input) { user { id } } }',
    fields: ['id'],
    variables: inInput,
    headers: asAnn,
    kinds: { ...noText, nothing: 'null', 'no text': '""', unknown: '"unknown"' },
  },
  user: {
    query: 'query ($id: ID!) { user(id: $id) { id username } }',
    fields: ['id'],
    variables: (field) => `{${field}}`,
    headers: asAnn,
    kinds: { ...noText, nothing: 'null', 'no text': '""', unknown: '"unknown"' },
  },
  users: {
    query:
      'query ($where: UserWhereInput, $order: [UserOrder!], $skip: Int, $first: Int, $after: String) { users(where: $where, order: $order, skip: $skip, first: $first, after: $after) { edges { node { id } } } }',
    fields: ['where', 'order', 'skip', 'first', 'after'],
    variables: (field) => `{${field}}`,
    kinds: { ...values.badTexts, ...values.tooDeep, infinity: '1e999', 'a boolean': 'true' },
  },
}

const rows = Object.entries(operations).flatMap(
  ([name, { query, fields, variables, headers, kinds = noText }]) =>
    fields.flatMap((field) =>
      Object.entries(kinds).map(([kind, value]) =>
        post(
          `${name} ${field} is ${kind}`,
          `{"query":${JSON.stringify(query)},"variables":${variables(`"${field}":${value}`)}}`,
          headers,
        ),
      ),
    ),
)

const providers = [
  'twitter',
  'facebook',
  'constructor',
  '__proto__',
  'toString',
  '',
  'a.b',
  'nobody',
].flatMap((name) =>
  ['{"id":"x","token":"good"}', '{"id":5}', '"x"', '[]'].map((value) =>
    post(
      `logInWith ${name} ${value}`,
      `{"query":${JSON.stringify(operations.logInWith!.query)},"variables":{"input":{"authData":{"${name}":${value}}}}}`,
    ),
  ),
)

const texts = [
  '{',
  '',
  '{ nope }',
  '{ __schema { types { name } } }',
  '{ __type(name: "User") { name } }',
  '{ ...a }',
]
  .concat([
    'mutation { signUpp(input: {}) { ok } }',
    'mutation { logIn(input: {}) { viewer { sessionToken } } }',
  ])
  .concat([
    'mutation { logIn(input: { username: 5, password: [1] }) { viewer { sessionToken } } }',
    '{ viewer @nope { sessionToken } }',
  ])
  .concat([
    '{ users { edges { node { password } } } }',
    '{ ...a } fragment a on Query { ...a }',
    'subscription { x }',
  ])
  .concat([
    `{ ${Array.from({ length: 3000 }, (_, i) => `a${i}: viewer { sessionToken }`).join(' ')} }`,
    '{'.repeat(5000),
  ])
  .concat([
    '{ viewer { sessionToken } }\u0000',
    '{ health(a: 1) }',
    '{ user(id: "") { id } }',
    '{ user(id: "%%%") { id } }',
  ])
  .concat(['mutation { logIn(input: { username: "\\ud800", password: "x" }) { viewer { sessionToken } } }'])
  .concat([
    'mutation { signUp(input: { fields: { username: "$UNIQUE", password: "a\\u0000b" } }) { viewer { sessionToken } } }',
  ])
  .concat([
    'mutation { logIn(input: { username: "$NAME", password: "a\\u0000b" }) { viewer { sessionToken } } }',
  ])
  .concat(['{ user(id: "a\\u0000b") { id } }', '{ node(id: "x") { id } }', '{ node(id: "Tm9wZTp4") { id } }'])
  .concat([
    '{ node(id: "X19wcm90b19fOng=") { id } }',
    'query a { viewer { sessionToken } } query b { viewer { sessionToken } }',
  ])
  .concat(['{ users(where: { username: { matchesRegex: "(" } }) { count } }'])
  .concat([
    '{ users(where: { username: { equalTo: "a\\u0000b" } }) { count } }',
    '{ users(first: -1) { count } }',
    '{ users(skip: -5) { count } }',
  ])
  .concat([
    '{ users(first: 99999999999) { count } }',
    'mutation { createFile(input: { upload: null }) { fileInfo { name } } }',
  ])
  .concat([
    'mutation { createClass(input: { name: "X" }) { class { name } } }',
    'mutation { callCloudCode(input: { functionName: nope }) { result } }',
  ])
  .concat(['mutation { logOut(input: {}) { nope } }', '{ viewer { sessionToken } }'])
  .map((query) => post(`the query ${query.slice(0, 90)}`, JSON.stringify({ query })))

describeBadInput('GraphQL operations', (context) => {
  test.each([...rows, ...providers, ...texts])('refused: $title', async (row) => expectRefused(context, row))
})
