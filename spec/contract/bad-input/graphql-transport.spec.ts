/** GraphQL requests whose bodies, types, keys and methods are not what they should be. */
import { describeBadInput } from './bad-input'
import { expectRefused, post } from './graphql'
import * as values from './values'

const signUp = 'mutation ($input: SignUpInput!) { signUp(input: $input) { viewer { sessionToken } } }'

const bodies: Record<string, string | Buffer> = {
  malformed: '{"query":"$PASSWORD"',
  'an array': '[{"query":"{ viewer { sessionToken } }"}]',
  text: '"x"',
  number: '5',
  null: 'null',
  nothing: '',
  'no query': '{}',
  'a query of a number': '{"query":5}',
  'a query of an object': '{"query":{"a":1}}',
  'variables of an array': '{"query":"{ viewer { sessionToken } }","variables":[]}',
  'variables of text': '{"query":"{ viewer { sessionToken } }","variables":"x"}',
  'a name of an object': '{"query":"{ viewer { sessionToken } }","operationName":{"a":1}}',
  'an unknown name': '{"query":"{ viewer { sessionToken } }","operationName":"nope"}',
  'extensions of text': '{"query":"{ viewer { sessionToken } }","extensions":"x"}',
  'an unknown persisted query': '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}',
  'bad UTF-8': Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
  '10,000 levels': values.nested(10_000),
  '200 kB': JSON.stringify({ query: ' '.repeat(200_000) }),
  'a megabyte': `{"query":"{ viewer { sessionToken } }","variables":{"a":${JSON.stringify(values.megabyte)}}}`,
}
const part = (name: string, value: string) =>
  `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const multipart = [
  'garbage',
  '--x--',
  part('operations', '{'),
  part('operations', '5'),
  `${part('operations', '{}')}--x--`,
]
  .concat([
    `${part('operations', '{"query":"{ viewer { sessionToken } }"}')}${part('map', '{"0":["__proto__.x"]}')}--x--`,
  ])
  .concat([`${part('operations', '{"query":"{ viewer { sessionToken } }"}')}${part('map', '{')}--x--`])
const nulSignUp = JSON.stringify({
  query: signUp,
  variables: { input: { fields: { username: 'a', password: 'a\0b' } } },
})

const transport = [
  ...Object.entries(bodies).map(([kind, body]) => ({ ...post(`a body: ${kind}`, ''), body })),
  ...[
    'text/plain',
    'multipart/form-data',
    'multipart/form-data; boundary=',
    'application/x-www-form-urlencoded',
    '',
  ]
    .concat(['application/json; charset=foo', 'application/graphql'])
    .concat(['multipart/form-data; boundary=x;', 'multipart/form-data; boundary=----=_Part_1'])
    .concat(['multipart/form-data; boundary=a/b', 'multipart/form-data; x="; boundary=a"'])
    .concat(['Multipart/Form-Data'])
    .map((type) =>
      post(`the type "${type}"`, '{"query":"{ viewer { sessionToken } }"}', { 'Content-Type': type }),
    ),
  ...multipart.map((body) =>
    post(`the parts ${body.slice(45, 90)}`, body, { 'Content-Type': 'multipart/form-data; boundary=x' }),
  ),
  post('a NUL byte in parts', `${part('operations', nulSignUp)}${part('map', '{}')}--x--\r\n`, {
    'Content-Type': 'multipart/form-data; boundary=x',
  }),
  ...['gzip', 'nope'].map((name) => post(`the encoding ${name}`, 'garbage', { 'Content-Encoding': name })),
  ...['nope', '__proto__', '', undefined].map((id) =>
    post(`the application ${id}`, '{"query":"{ viewer { sessionToken } }"}', {
      'X-Parse-Application-Id': id,
    }),
  ),
  ...['x', 'r:x', '__proto__', '{"$ne":1}'].map((token) =>
    post(`the token ${token}`, '{"query":"{ viewer { sessionToken } }"}', { 'X-Parse-Session-Token': token }),
  ),
  ...['GET', 'PUT', 'DELETE', 'PATCH', 'TRACE'].flatMap((method) =>
    ['', '?query=%', '?query[]=x', '?query=mutation{logOut(input:{}){ok}}'].map((query) => ({
      title: `${method} ${query}`,
      method,
      path: `/graphql${query}`,
      isRoot: true,
    })),
  ),
]

describeBadInput('GraphQL transport', (context) => {
  test.each(transport)('refused: $title', async (row) => expectRefused(context, row))
})
