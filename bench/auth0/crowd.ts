/** Puts many users into a database at once, each a copy of the only one that parse-server has made there. */
import { type Document, MongoClient } from 'mongodb'
import { Client } from 'pg'
import { emailOf, subjectOf } from './tenant'

const idOf = (user: number) => `user${user}`

/** The user's own id stands in the lists of who may read and write, too. */
const copies = `
  INSERT INTO "_User"
  SELECT copy.* FROM "_User" AS first, unnest($1::text[], $2::text[], $3::text[]) AS made (id, email, subject),
  LATERAL jsonb_populate_record(first, jsonb_build_object(
    'objectId', made.id, 'username', made.id, 'email', made.email,
    '_rperm', to_jsonb(array_replace(first._rperm, first."objectId", made.id)),
    '_wperm', to_jsonb(array_replace(first._wperm, first."objectId", made.id)),
    'authData', jsonb_set(first."authData", ARRAY[$4, 'id'], to_jsonb(made.subject)))) AS copy`

async function crowdPostgres(uri: string, provider: string, users: number[]): Promise<void> {
  const client = new Client({ connectionString: uri })
  await client.connect()
  try {
    await client.query(copies, [users.map(idOf), users.map(emailOf), users.map(subjectOf), provider])
    // A server that runs for longer does so by itself.
    await client.query('ANALYZE')
  } finally {
    await client.end()
  }
}

function copyOf(first: Document, provider: string, user: number): Document {
  const id = idOf(user)
  const field = `_auth_data_${provider}`
  const replaced = (ids: string[]) => ids.map((each) => (each === String(first._id) ? id : each))
  return {
    ...first,
    _id: id,
    username: id,
    email: emailOf(user),
    _rperm: replaced(first._rperm as string[]),
    _wperm: replaced(first._wperm as string[]),
    _acl: { [id]: { r: true, w: true } },
    [field]: { ...(first[field] as object), id: subjectOf(user) },
  }
}

async function crowdMongodb(uri: string, provider: string, users: number[]): Promise<void> {
  const client = await MongoClient.connect(uri)
  try {
    const collection = client.db().collection('_User')
    const first = await collection.findOne()
    if (!first) throw new Error('There is no user to copy.')
    await collection.insertMany(users.map((user) => copyOf(first, provider, user)))
  } finally {
    await client.close()
  }
}

/**
 * @param provider through which the users log in: `auth0` or `keycloak`
 * @param users numbers of the users to add
 */
export function crowd(uri: string, provider: string, users: number[]): Promise<void> {
  return uri.startsWith('mongodb:') ? crowdMongodb(uri, provider, users) : crowdPostgres(uri, provider, users)
}
