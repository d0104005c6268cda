/** A class with a field of every type, and the objects that the operations are about. */
import { rest } from '../rest'
import type { Side } from './pair'

/** The id of one object of each class. */
export type Ids = Record<'User' | 'Session' | 'Role' | 'Target' | 'Thing', string>

const types = [
  'String',
  'Number',
  'Boolean',
  'Date',
  'Object',
  'Array',
  'GeoPoint',
  'Polygon',
  'File',
  'Bytes',
]
const fields = {
  ...Object.fromEntries(types.map((type) => [type.toLowerCase(), { type }])),
  pointer: { type: 'Pointer', targetClass: 'Target' },
  user: { type: 'Pointer', targetClass: '_User' },
  relation: { type: 'Relation', targetClass: 'Target' },
  users: { type: 'Relation', targetClass: '_User' },
}

function thing(objectId: string) {
  const target = { __type: 'Pointer', className: 'Target', objectId }
  const coordinates = [
    [0, 0],
    [0, 9],
    [9, 9],
  ]
  return {
    ...{ string: 'text', number: 1.5, boolean: true, object: { a: 1 }, array: ['text', 1] },
    date: { __type: 'Date', iso: '2024-02-29T12:00:00.000Z' },
    geopoint: { __type: 'GeoPoint', latitude: 1, longitude: 2 },
    polygon: { __type: 'Polygon', coordinates },
    file: { __type: 'File', name: 'a.txt', url: 'http://files.example/a.txt' },
    bytes: { __type: 'Bytes', base64: 'YQ==' },
    pointer: target,
    relation: { __op: 'AddRelation', objects: [target] },
  }
}

export async function createThings(side: Side): Promise<Ids> {
  const post = async (path: string, body: object) => {
    const answer = await rest(side, 'POST', path, { master: true, body })
    if (answer.status >= 400) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
    return String(answer.body.objectId)
  }
  const ann = { username: 'ann', password: 'correct-horse' }
  const User = await post('/users', { ...ann, email: 'ann@example.com' })
  await post('/login', ann)
  await post('/schemas/Target', { fields: { string: { type: 'String' } } })
  await post('/schemas/Spare', {})
  await post('/schemas/Thing', { fields })
  const Target = await post('/classes/Target', { string: 'text' })
  const Role = await post('/roles', { name: 'admins', ACL: { '*': { read: true } } })
  const Thing = await post('/classes/Thing', thing(Target))
  await post('/classes/Thing', { string: 'other' })
  await post('/classes/Thing', {})
  const { body } = await rest(side, 'GET', '/sessions', { master: true })
  return { User, Session: String(body.results[0].objectId), Role, Target, Thing }
}
