/** How Auth0's export is read, in each of the forms that it comes in. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readUserExport } from '../../../src/cli/migrate-rule-users/auth0-users'
import { createUserList } from '../../../src/cli/migrate-rule-users/user-list'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'accounts-cli-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const ann = { user_id: 'auth0|ann', email: 'ann@example.com', email_verified: true, name: 'Ann', extra: [] }
const bob = { user_id: 'auth0|bob', email: null, name: 'Bob' }

async function listOf(content: string) {
  const file = path.join(folder, 'users')
  await writeFile(file, content)
  return createUserList(readUserExport(file))
}

test.each([
  ['JSON lines', `${JSON.stringify(ann)}\n${JSON.stringify(bob)}\n`],
  ['JSON lines of Windows, with a byte order mark', `\uFEFF${JSON.stringify(ann)}\r\n${JSON.stringify(bob)}`],
  ['a JSON array', ` ${JSON.stringify([ann, bob], null, 2)}`],
])('takes %s', async (_, content) => {
  const list = await listOf(content)
  expect(list.ownerOf('ann@example.com')).toMatchObject({ subject: 'auth0|ann' })
  expect(list.ownerOf('Bob')).toMatchObject({ subject: 'auth0|bob' })
  expect(list.ownerOf('Ann')).toBeUndefined()
})

test('takes an empty list', async () => {
  expect((await listOf('')).ownerOf('ann@example.com')).toBeUndefined()
})

test('counts a user who is listed twice once', async () => {
  const list = await listOf([ann, ann].map((user) => JSON.stringify(user)).join('\n'))
  expect(list.ownerOf('ann@example.com')).toMatchObject({ subject: 'auth0|ann' })
})

test('believes the later entry of a user who has changed', async () => {
  const later = { ...ann, email: 'ann@example.org' }
  const list = await listOf([ann, later].map((user) => JSON.stringify(user)).join('\n'))
  expect(list.ownerOf('ann@example.com')).toBeUndefined()
  expect(list.ownerOf('ann@example.org')).toMatchObject({ subject: 'auth0|ann' })
})
