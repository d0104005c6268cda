/** Wrong and missing keys, and odd headers, with and without client keys configured. */
import { describeBadInput, testRefused } from './bad-input'
import { json, row, type Row } from './rows'
import { nested } from './values'

type Headers = NonNullable<Row['headers']>
const id = 'X-Parse-Application-Id'
const key = 'X-Parse-REST-API-Key'
const basic = (text: string) => ({ Authorization: `Basic ${Buffer.from(text).toString('base64')}` })

/** Nobody is let in. */
const refusedKeys: Record<string, Headers> = {
  'no application': { [id]: undefined },
  'another application': { [id]: 'nope' },
  'the application __proto__': { [id]: '__proto__' },
  'the application constructor': { [id]: 'constructor' },
  'the application toString': { [id]: 'toString' },
  'an empty application': { [id]: '' },
  'another application, by Basic': { [id]: undefined, ...basic('nope:$MASTER') },
  'the application __proto__, by Basic': { [id]: undefined, ...basic('__proto__:x') },
  'the application constructor, by Basic': { [id]: undefined, ...basic('constructor:x') },
  'Basic and no application': { [id]: undefined, Authorization: 'Basic %%%' },
  'Bearer and no application': { [id]: undefined, Authorization: 'Bearer x' },
}

/** Where keys are configured. */
const refusedClientKeys: Record<string, Headers> = {
  'no key': { [key]: undefined },
  'another key': { [key]: 'nope' },
  'an empty key': { [key]: '' },
  'another JavaScript key': { [key]: undefined, 'X-Parse-Javascript-Key': 'x' },
  'a key that is "undefined"': { [key]: undefined, 'X-Parse-Client-Key': 'undefined' },
  'another JavaScript key, by Basic': { [key]: undefined, ...basic('spec-app:javascript-key=x') },
  'another master key and no key': { [key]: undefined, 'X-Parse-Master-Key': 'nope' },
}

/** Sent with requests that are refused anyway: how they are refused matters. */
const oddHeaders: Record<string, Headers> = {
  'another master key': { 'X-Parse-Master-Key': 'nope' },
  'another maintenance key': { 'X-Parse-Maintenance-Key': 'x' },
  'Basic garbage': { Authorization: 'Basic %%%' },
  'Basic of nothing': { Authorization: 'Basic ' },
  'Basic without a colon': { Authorization: 'Basic YXBw' },
  'a wrong master key by Basic': basic('spec-app:nope'),
  'Basic with a NUL byte': basic('a\0:b'),
  'a context that is malformed': { 'X-Parse-Cloud-Context': '{' },
  'a context that is an array': { 'X-Parse-Cloud-Context': '[]' },
  'a context that is null': { 'X-Parse-Cloud-Context': 'null' },
  'a context that is text': { 'X-Parse-Cloud-Context': '"x"' },
  'a context of __proto__': { 'X-Parse-Cloud-Context': '{"__proto__":{"x":1}}' },
  'a deep context': { 'X-Parse-Cloud-Context': nested(1000) },
  'an odd installation': { 'X-Parse-Installation-Id': '__proto__' },
  'a long installation': { 'X-Parse-Installation-Id': 'x'.repeat(8000) },
  'two installations': { 'X-Parse-Installation-Id': ['a', 'b'] },
  'an odd token': { 'X-Parse-Session-Token': 'x' },
  'a token of nothing': { 'X-Parse-Session-Token': 'r:' },
  'the token __proto__': { 'X-Parse-Session-Token': '__proto__' },
  'the token constructor': { 'X-Parse-Session-Token': 'constructor' },
  'a long token': { 'X-Parse-Session-Token': `r:${'x'.repeat(8000)}` },
  'a query as a token': { 'X-Parse-Session-Token': '{"$ne":null}' },
  'two tokens': { 'X-Parse-Session-Token': ['r:a', 'r:b'] },
  'a token in Latin-1': { 'X-Parse-Session-Token': 'r:\xe9\xff' },
  'the token "undefined"': { 'X-Parse-Session-Token': 'undefined' },
  'an odd request id': { 'X-Parse-Request-Id': '__proto__' },
  'an odd client version': { 'X-Parse-Client-Version': '((((' },
  'an odd host': { Host: 'a b<script>' },
  'a broken host': { Host: '[::' },
  'an odd protocol': { 'X-Forwarded-Proto': 'java script,x' },
  'an odd forwarded host': { 'X-Forwarded-Host': '%%%' },
  'garbage for an address': { 'X-Forwarded-For': 'garbage' },
  'an origin of null': { Origin: 'null' },
  'a range': { Range: 'bytes=x' },
}

const requests: [string, string, string?][] = [
  ['GET', '/users/me'],
  ['POST', '/users', '{"username":{"a":1},"password":"$PASSWORD"}'],
  ['POST', '/login', '{"username":"$NAME"}'],
  ['PUT', '/users/$USER', '{"phone":"1"}'],
]
const more: [string, string, string?][] = [
  ...requests,
  ['GET', '/users'],
  ['POST', '/logout', '{}'],
  ['POST', '/login', '{"username":"$NAME","password":"$PASSWORD"}'],
  ['GET', '/nope'],
]

const rowsOf = (headers: Record<string, Headers>, list: typeof requests, base: Headers = {}) =>
  Object.entries(headers).flatMap(([title, odd]) =>
    list.map(([method, path, body]) => row(method, path, body, { title, headers: { ...base, ...odd } })),
  )

/** What the browser SDK puts into the body instead of headers. */
const sdkBodies: Record<string, string> = {
  'an application of an object': '"_ApplicationId":{"a":1}',
  'the application __proto__': '"_ApplicationId":"__proto__"',
  'the application constructor': '"_ApplicationId":"constructor"',
  'an application of a number': '"_ApplicationId":5',
  'an installation of an object': '"_ApplicationId":"$APP","_InstallationId":{"a":1}',
  'a token of a query': '"_ApplicationId":"$APP","_SessionToken":{"$ne":1}',
  'a token of an array': '"_ApplicationId":"$APP","_SessionToken":["x"]',
  'a token with a NUL byte': '"_ApplicationId":"$APP","_SessionToken":"r:\\u0000"',
  'a token with a lone surrogate': '"_ApplicationId":"$APP","_SessionToken":"r:\\ud800"',
  'a master key of an object': '"_ApplicationId":"$APP","_MasterKey":{"a":1}',
  'another master key': '"_ApplicationId":"$APP","_MasterKey":"x"',
  'a context of a number': '"_ApplicationId":"$APP","_context":5',
  'a context of broken text': '"_ApplicationId":"$APP","_context":"{"',
  'a context of an array': '"_ApplicationId":"$APP","_context":[1]',
  'a content type of a number': '"_ApplicationId":"$APP","_ContentType":5',
}
const sdkRequests = [
  ['/users/me', '"_method":"GET"'],
  ['/users', '"username":["x"],"password":"$PASSWORD"'],
  ['/login', '"username":"$NAME"'],
] as const
const text = { 'Content-Type': 'text/plain', [id]: undefined }
const sdkRows = Object.entries(sdkBodies).flatMap(([title, fields]) =>
  sdkRequests.map(([path, rest]) => row('POST', path, `{${fields},${rest}}`, { title, headers: text })),
)

describeBadInput('keys', (context) => {
  testRefused(context, [...rowsOf(refusedKeys, more), ...rowsOf(oddHeaders, requests), ...sdkRows])
  testRefused(
    context,
    ['a\\u0000', 'a\\ud800'].map((installation) =>
      row(
        'POST',
        '/login',
        `{"_ApplicationId":"$APP","_InstallationId":"${installation}","username":"$NAME","password":"$PASSWORD"}`,
        { headers: text, title: `the installation ${installation}` },
      ),
    ),
  )
})

describeBadInput(
  'keys, with client keys configured',
  (context) => {
    const base = { ...json, [key]: 'spec-rest-key' }
    testRefused(context, [
      ...rowsOf(refusedKeys, more, base),
      ...rowsOf(refusedClientKeys, more, base),
      ...rowsOf(oddHeaders, requests, base),
    ])
  },
  {
    parseServer: { restAPIKey: 'spec-rest-key', javascriptKey: 'spec-js-key' },
    clientHeaders: { [key]: 'spec-rest-key' },
  },
)
