/** Values of every wrong kind, as the JSON that goes over the wire: not all of them survive `JSON.stringify`. */
export const megabyte = 'x'.repeat(1024 * 1024)

export const nested = (levels: number, open = '{"a":', close = '}') =>
  `${open.repeat(levels)}1${close.repeat(levels)}`

/** The values without some of them. */
export const without = (given: Record<string, string>, ...kinds: string[]): Record<string, string> =>
  Object.fromEntries(Object.entries(given).filter(([kind]) => !kinds.includes(kind)))

/** A NUL byte or half a surrogate pair, somewhere. */
export const badTexts = {
  'a NUL byte': '"a\\u0000b"',
  'a NUL byte within': '{"a":"b\\u0000c"}',
  'a NUL byte in a key': '{"a\\u0000b":1}',
  'a lone surrogate': '"a\\ud800b"',
  'a lone surrogate within': '{"a":["\\udc00"]}',
  'a lone surrogate in a key': '{"\\ud800":1}',
}

export const tooDeep = {
  '10,000 levels of objects': nested(10_000),
  '10,000 levels of arrays': nested(10_000, '[', ']'),
}

const prototypes = {
  'a __proto__ key': '{"__proto__":{"x":1}}',
  'a constructor key': '{"constructor":{"prototype":{"x":1}}}',
}

/** Operations that no SDK writes. */
export const badOperations = {
  'an unknown operation': '{"__op":"Nope"}',
  'an operation that is an object': '{"__op":{}}',
  'a prototype operation': '{"__op":"constructor"}',
  'Increment of text': '{"__op":"Increment","amount":"1"}',
  'Increment of nothing': '{"__op":"Increment"}',
  'Increment of infinity': '{"__op":"Increment","amount":1e999}',
  'Add of no array': '{"__op":"Add","objects":5}',
  'AddUnique of nothing': '{"__op":"AddUnique"}',
  'Remove of an object': '{"__op":"Remove","objects":{}}',
  'AddRelation of nothing': '{"__op":"AddRelation","objects":[]}',
  'AddRelation of a number': '{"__op":"AddRelation","objects":[1]}',
  'Batch of nothing': '{"__op":"Batch"}',
  'Batch of null': '{"__op":"Batch","ops":[null]}',
  'Batch of Delete': '{"__op":"Batch","ops":[{"__op":"Delete"}]}',
}

/** Values of Parse's types that are none. */
export const badTypes = {
  'a date that is none': '{"__type":"Date","iso":"nonsense"}',
  'a date without iso': '{"__type":"Date"}',
  'a date of an object': '{"__type":"Date","iso":{"a":1}}',
  'a pointer to nothing': '{"__type":"Pointer"}',
  'a pointer of objects': '{"__type":"Pointer","className":{"a":1},"objectId":["x"]}',
  'bytes of a number': '{"__type":"Bytes","base64":5}',
  'a point of text': '{"__type":"GeoPoint","latitude":"x"}',
  'a point beyond the pole': '{"__type":"GeoPoint","latitude":1e9,"longitude":0}',
  'a polygon of a number': '{"__type":"Polygon","coordinates":[1]}',
  'a file of an object': '{"__type":"File","name":{"a":1},"url":5}',
  'a type that is an object': '{"__type":{"a":1}}',
}

export const numbers = { 'a number': '123', zero: '0', infinity: '1e999' }
export const booleans = { true: 'true', false: 'false' }
export const objects = { 'an object': '{"a":1}', 'an empty object': '{}', 'a query': '{"$ne":null}' }
export const arrays = { 'an array': '["x"]', 'an empty array': '[]', 'an array of arrays': '[[["x"]]]' }
export const aPointer = { 'a pointer': '{"__type":"Pointer","className":"_User","objectId":"x"}' }
export const aDate = { 'a date': '{"__type":"Date","iso":"2020-01-01T00:00:00.000Z"}' }
export const operations = {
  Increment: '{"__op":"Increment","amount":1}',
  Add: '{"__op":"Add","objects":[1]}',
  AddRelation: '{"__op":"AddRelation","objects":[{"__type":"Pointer","className":"_User","objectId":"x"}]}',
}
export const aMegabyte = { 'a megabyte of text': JSON.stringify(megabyte) }

/** What no field takes, whatever its type. */
export const neverValid: Record<string, string> = {
  ...badTexts,
  ...tooDeep,
  ...badOperations,
  ...badTypes,
  ...prototypes,
  infinity: '1e999',
  'infinity within': '{"a":[1e999]}',
}

/** What no field that holds text takes. */
export const noText: Record<string, string> = {
  ...neverValid,
  ...numbers,
  ...booleans,
  ...objects,
  ...arrays,
  ...aPointer,
  ...aDate,
  ...operations,
  ...aMegabyte,
}

/** What no field that holds an object takes. */
export const noObject: Record<string, string> = {
  ...neverValid,
  ...numbers,
  ...booleans,
  ...arrays,
  ...operations,
  ...aPointer,
  ...aDate,
  ...aMegabyte,
  'an empty text': '""',
  'some text': '"x"',
}
