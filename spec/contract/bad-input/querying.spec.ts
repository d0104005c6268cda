/** Bad queries: where, limit, skip, order, keys and their kin, in the URL and in a body. */
import { describeBadInput, testRefused } from './bad-input'
import { asMaster, json, row, type Row } from './rows'
import { nested } from './values'

const wheres = ['{', '[]', '1', '"x"', 'true', '{"username":{"$ne":1}', '{"username":{"$regex":"("}}']
  .concat(['{"username":{"$regex":{}}}', '{"username":{"$regex":5}}', '{"username":{"$in":5}}'])
  .concat(['{"username":{"$nin":"x"}}', '{"username":{"$nope":1}}', '{"$or":5}', '{"$or":{}}', '{"$or":[5]}'])
  .concat(['{"$or":[null]}', '{"$and":[1]}', '{"$nor":"x"}', '{"$where":"1"}', '{"$expr":{}}'])
  .concat(['{"__proto__":{"x":1}}', '{"username":"a\\u0000b"}', '{"username":"\\ud800"}'])
  .concat(['{"a\\u0000b":1}', '{"a b":1}', `{"a'b":1}`, '{"a\\"b":1}', '{"a;b":1}'])
  .concat(['{"username":{"$inQuery":5}}', '{"username":{"$inQuery":{"className":5,"where":5}}}'])
  .concat(['{"username":{"$select":{}}}', '{"username":{"$dontSelect":5}}', '{"loc":{"$within":{"$box":5}}}'])
  .concat([
    '{"username":{"$select":{"query":{"className":"_User","where":"x"},"key":5}}}',
    '{"$relatedTo":5}',
  ])
  .concat(['{"loc":{"$geoWithin":5}}', '{"loc":{"$geoIntersects":{}}}', '{"username":{"$text":5}}'])
  .concat(['{"loc":{"$nearSphere":{"__type":"GeoPoint","latitude":999,"longitude":0}}}'])
  .concat(['{"$relatedTo":{"object":{},"key":"x"}}', '{"createdAt":{"$gt":{"__type":"Date","iso":"bad"}}}'])
  .concat(['{"createdAt":{"$gt":{"$relativeTime":"nonsense"}}}', '{"username":{"__type":"Pointer"}}'])
  .concat(['{"username":1e999}', '{"username":{"$all":{}}}', '{"username":{"$in":["a\\u0000b"]}}'])
  .concat(['{"username":{"$regex":"a\\u0000b"}}', '{"username":{"$containedBy":5}}', '{"$relatedTo":null}'])
  .concat([
    '{"$or":[{"$and":[{"$or":[5]}]}]}',
    '{"username":{"$inQuery":{"className":"_User","where":{"$or":5}}}}',
  ])
  .concat(['{"constructor":{"__type":"constructor","className":5}}', `{"a":${nested(200)}}`])
const ofUsers = [
  '{"_hashed_password":{"$regex":"."}}',
  '{"sessionToken":"x","_session_token":"x"}',
  '{"_perishable_token":{"$exists":true}}',
]

const parameters = [
  'limit=x',
  'limit=-1',
  'limit=1e999',
  'limit=NaN',
  'limit=1.5',
  'limit[a]=1',
  'skip=-1',
  'skip=x',
]
  .concat([
    'limit=99999999999999999999',
    'limit=1&limit=2',
    'skip=1.5',
    'skip[a]=1',
    'skip=1e30',
    'skip=1&skip=2',
  ])
  .concat(['limit=%7B%22toString%22:1%7D', 'skip=%7B%22valueOf%22:1,%22toString%22:1%7D', 'limit=__proto__'])
  .concat([
    'order=a%00b',
    'order=a%20b',
    "order=a'b",
    'order=a%22b',
    'order=;drop',
    'order[a]=1',
    'keys[a]=1',
  ])
  .concat(['order=%7B%22toString%22:1%7D', 'keys=%7B%22toString%22:1%7D', 'include=%7B%22toString%22:1%7D'])
  .concat([
    'keys=a%00b',
    'keys=%22a%5Cu0000%22',
    'include[a]=1',
    'include=a%00b',
    'excludeKeys[a]=1',
    'where=%',
  ])
  .concat(['where=', 'where[]=x', 'where=1&where=2', 'nope=1', 'distinct=x', 'pipeline=[]'])
  .concat(['constructor=1', 'toString=1', 'join=x', 'subquery[a]=1'])
  .concat(['redirectClassNameForKey[a]=1', 'where=%00', 'subquery[]=1', 'context=x', 'caseInsensitive=x'])

const bodies: Record<string, string[]> = {
  limit: ['{"a":1}', '[1,2]', '"x"', '-1', '1.5', '1e999', '{"toString":1}'],
  skip: ['{"a":1}', '[1,2]', '"x"', '-1', '1.5', '1e999', '{"toString":1}'],
  order: ['{"a":1}', '{"toString":1}', '"a\\u0000"', '"\\ud800"', '[["x"]]', '[{}]', '"a b"'],
  keys: ['{"a":1}', '{"toString":1}', '"a\\u0000"', '"\\ud800"', '[["x"]]', '[{}]'],
  include: ['{"a":1}', '{"toString":1}', '"a\\u0000"', '"\\ud800"', nested(10_000)],
  excludeKeys: ['{"a":1}', '{"toString":1}', '"a\\u0000"'],
  redirectClassNameForKey: ['{"a":1}', '{"toString":1}', '"a\\u0000"'],
  where: ['[]', '5', '"a\\u0000"', '"{"', nested(10_000), nested(10_000, '[', ']'), ...wheres.slice(5)],
}

const both = (make: (headers: Record<string, string>, who: string) => Row[]) => [
  ...make({}, ''),
  ...make(asMaster, ' by the master key'),
]
const encode = encodeURIComponent

describeBadInput('querying', (context) => {
  testRefused(
    context,
    both((headers, who) => [
      ...wheres.map((where) =>
        row('GET', `/users?where=${encode(where)}`, undefined, {
          headers,
          title: `${where.slice(0, 80)}${who}`,
        }),
      ),
      ...parameters.map((query) => row('GET', `/users?${query}`, undefined, { headers, title: who.trim() })),
      ...Object.entries(bodies).flatMap(([name, texts]) =>
        texts.map((text) =>
          row('POST', '/users', `{"_method":"GET","${name}":${text}}`, {
            headers,
            title: `${name} in a body is ${text.slice(0, 60)}${who}`,
          }),
        ),
      ),
      ...['keys[a]=1', 'keys=%7B%22toString%22:1%7D', 'include[a]=1', 'keys=%00', 'where=1', 'nope=1'].map(
        (query) => row('GET', `/users/$USER?${query}`, undefined, { headers, title: who.trim() }),
      ),
    ]),
  )
  testRefused(
    context,
    ofUsers.map((where) => row('GET', `/users?where=${encode(where)}`, undefined, { title: where })),
  )

  const fine = [
    'limit=',
    'limit=0',
    'limit=1',
    'limit=%221%22',
    'skip=',
    'skip=0',
    'count=1',
    'order=',
    'keys=',
  ]
    .concat(['keys=username,email', 'keys=%5B%22username%22%5D', 'order=-createdAt,username', 'include=*'])
    .concat([
      'where=%7B%7D',
      'where[username][$ne]=x',
      '__proto__=1',
      'order=unknown',
      'keys=unknown',
      'keys=1',
      'includeAll=true',
    ])
    .concat([`where=${encode('{"username":{"$regex":"^(a+)+$"}}')}`, `where=${encode('{"username":null}')}`])
    .concat([
      `where=${encode('{"unknown":"x"}')}`,
      `where=${encode('{"$or":[{"username":"x"},{"username":"y"}]}')}`,
    ])

  test.each(fine)('accepted: GET /users?%s', async (query) => {
    const { status, json: body } = await context.send(
      row('GET', `/users?${query}`, undefined, { headers: json }),
    )
    expect([status, body]).toEqual([200, expect.objectContaining({ results: expect.any(Array) as unknown })])
  })
})
