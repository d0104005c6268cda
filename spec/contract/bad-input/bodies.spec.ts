/** Bodies that can't be read: malformed, in another encoding, too large, of another type. */
import { deflateRawSync, gzipSync } from 'node:zlib'
import { describeBadInput, testRefused } from './bad-input'
import { asAnn, asMaster, json, row } from './rows'
import { nested } from './values'

const manyFields = Array.from({ length: 3000 }, (_, index) => `"many${index}":1`).join(',')

const bodies: Record<string, string | Buffer> = {
  malformed: '{"password":"$PASSWORD"',
  'more than one': '{"password":"$PASSWORD"}}',
  'a single quote': `{"password":"$PASSWORD",'a':1}`,
  NaN: '{"password":NaN}',
  Infinity: '{"password":Infinity}',
  'an empty array': '[]',
  'an array': '[{"username":"a","password":"$PASSWORD"}]',
  text: '"$PASSWORD"',
  number: '5',
  null: 'null',
  true: 'true',
  'a byte order mark in the middle': '{\ufeff"a":1',
  'bad UTF-8': Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
  'a raw NUL byte': Buffer.from('{"a":"\0"}'),
  '100,000 levels of objects': nested(100_000),
  '100,000 levels of arrays': nested(100_000, '[', ']'),
  'the prototype': '{"__proto__":{"username":"$UNIQUE","password":"x"}}',
  'a key twice': '{"username":"$UNIQUE","username":{"a":1},"password":"$PASSWORD"}',
  'too much': JSON.stringify({ a: 'x'.repeat(2 * 1024 * 1024) }),
  XML: '<a/>',
  '3000 fields': `{${manyFields}}`,
}

const routes = [
  row('POST', '/users', ''),
  row('POST', '/login', ''),
  row('POST', '/loginAs', '', { headers: asMaster }),
  row('POST', '/requestPasswordReset', ''),
  row('POST', '/verificationEmailRequest', ''),
  row('POST', '/batch', ''),
  row('POST', '/functions/nope', ''),
]

const ofUpdates = [
  'malformed',
  'more than one',
  'NaN',
  'an array',
  'text',
  'number',
  'null',
  'a raw NUL byte',
]
  .concat(['100,000 levels of objects', '100,000 levels of arrays', 'too much', 'XML', '3000 fields'])
  .flatMap((name) =>
    ['/users/$USER', '/sessions/me'].map((path) =>
      row('PUT', path, bodies[name], { headers: asAnn, title: `a body: ${name}` }),
    ),
  )

const types = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'application/xml',
  'nonsense',
]
  .concat([
    '',
    'multipart/form-data; boundary=x',
    'application/json; charset=foo',
    'application/json; charset=utf-16',
  ])
  .concat([
    'application/json; charset=utf-7',
    'application/json;;;',
    'application/json; charset="',
    'image/png',
  ])
  .concat([
    'text/plain; charset=foo',
    'application/x-www-form-urlencoded; charset=foo',
    'application/octet-stream',
  ])
  .flatMap((type) =>
    ['garbage=1&a[b]=2', '{', '{"username":["$NAME"],"password":"$PASSWORD"}'].flatMap((body) =>
      ['/users', '/login'].map((path) =>
        row('POST', path, body, {
          headers: { 'Content-Type': type },
          title: `${type}: ${body.slice(0, 20)}`,
        }),
      ),
    ),
  )

const encoded = (encoding: string, body: string | Buffer, title = 'garbage') =>
  row('POST', '/login', body, {
    headers: { ...json, 'Content-Encoding': encoding },
    title: `${encoding}, ${title}`,
  })

const encodings = [
  ...['gzip', 'deflate', 'br', 'nope', 'zstd', 'identity, gzip', 'compress'].map((name) =>
    encoded(name, 'garbage'),
  ),
  encoded('gzip', gzipSync(Buffer.alloc(50 << 20, 32)), 'a bomb of 50 MB'),
  encoded('gzip', gzipSync('{"password":"$PASSWORD"}').subarray(0, 15), 'cut'),
  encoded('deflate', deflateRawSync('{"a":1}'), 'raw'),
]

const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
const parameters = Array.from({ length: 2000 }, (_, index) => `a${index}=1`).join('&')

describeBadInput(
  'bodies',
  (context) => {
    testRefused(context, [
      ...routes.flatMap((route) =>
        Object.entries(bodies).map(([name, body]) => ({
          ...route,
          body,
          title: `${route.path}: a body: ${name}`,
        })),
      ),
      ...routes.map((route) => ({ ...route, title: `${route.path}: no body` })),
      ...ofUpdates,
      ...types,
      ...encodings,
      row('POST', '/login', `a=${'x'.repeat(200_000)}`, { headers: form, title: 'a form of 200 kB' }),
      row('POST', '/login', parameters, { headers: form, title: 'a form of 2000 fields' }),
    ])
  },
  { parseServer: { maxUploadSize: '1mb' } },
)
