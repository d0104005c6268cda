/** Where GraphQL is meant to answer otherwise than Parse Server alone. */
import { isDeepStrictEqual } from 'node:util'
import type { Answer, Turn } from './player'

export interface Compared extends Turn {
  ours: Answer
  stock: Answer
}

const codeOf = ({ body }: Answer) => body.errors?.[0]?.extensions.code
const messageOf = ({ body }: Answer) => body.errors?.[0]?.message ?? ''

const isFault = (answer: Answer) =>
  answer.status >= 500 || [1, 'INTERNAL_SERVER_ERROR'].includes(codeOf(answer) as string)

interface ShownClass {
  name: string
  schemaFields?: { name: string }[]
}

/** Without the fields of ours, which only who has the master key is told of. */
const withoutOurs = ({ schemaFields, ...shown }: ShownClass) => ({
  ...shown,
  schemaFields: schemaFields?.filter(({ name }) => !name.startsWith('accounts')),
})

const sortedClasses = ({ body }: Answer) =>
  ((body.data as { classes?: ShownClass[] } | null)?.classes ?? [])
    .filter(({ name }) => name !== 'AccountsAudit')
    .map(withoutOurs)
    .sort((one, other) => one.name.localeCompare(other.name))

/** An answer without some of its fields. */
const without = ({ status, body }: Answer, ...fields: string[]) =>
  JSON.stringify({ status, body }, (name, value: unknown) => (fields.includes(name) ? undefined : value))

const countFields = ['count', 'hasNextPage', 'hasPreviousPage']

export const listed: { reason: string; is: (compared: Compared) => boolean }[] = [
  {
    reason:
      'who signs up by createUser may read the answer; stock says "Object not found", having created the user',
    is: ({ operation, actor, ours, stock }) =>
      operation.name === 'createUser' && actor === 'nobody' && !ours.body.errors && codeOf(stock) === 101,
  },
  {
    reason:
      'a value that the database cannot take is answered by a Parse error; stock answers that it failed',
    is: ({ ours, stock }) => codeOf(ours) === 102 && codeOf(stock) === 1,
  },
  {
    reason: 'a session that is over is in the way of nobody who needs none',
    is: ({ operation, ours, stock }) =>
      /^(logIn|logOut|signUp|createUser|challenge|resetPassword|confirmReset|sendVerif)/.test(
        operation.name,
      ) &&
      (stock.body as { code?: number }).code === 209 &&
      !isFault(ours),
  },
  {
    reason: 'a wrong reset token is answered by a Parse error; stock answers that it failed',
    is: ({ operation, ours, stock }) =>
      operation.name === 'confirmResetPassword' &&
      codeOf(ours) === -1 &&
      codeOf(stock) === 'INTERNAL_SERVER_ERROR',
  },
  {
    reason: 'authData that names no provider is refused before anything else',
    is: ({ ours }) => codeOf(ours) === 252 && messageOf(ours).startsWith('authData must map providers'),
  },
  {
    reason: 'errors do not repeat what a client has sent, as there may be a password in it',
    is: ({ ours, stock }) =>
      codeOf(ours) === codeOf(stock) && messageOf(ours).includes('got an invalid value'),
  },
  {
    reason:
      'a session is shown its own token only, one that a session has made says which one, and each has an end',
    is: ({ operation, ours, stock }) =>
      /session/i.test(operation.name) &&
      without(ours, 'sessionToken', 'createdWith', 'expiresAt', 'count') ===
        without(stock, 'sessionToken', 'createdWith', 'expiresAt', 'count'),
  },
  {
    reason: 'nobody finds out about a token by looking for a part of it',
    is: ({ operation, ours }) => operation.name === 'sessions' && codeOf(ours) === 119,
  },
  {
    reason: 'nobody finds out about authData by looking for a part of it',
    is: ({ operation, ours }) =>
      operation.name === 'users' &&
      codeOf(ours) === 119 &&
      messageOf(ours).startsWith('Users are not found by'),
  },
  {
    reason: 'roles are made with the master key: those that clients have made in stock are not there',
    is: ({ operation, ours, stock }) =>
      /^(create|update|delete)Role$/.test(operation.name) &&
      // Forbidden here, or not there, or its name is free in one of the two.
      [ours, stock].some((each) => [101, 119, 137].includes(Number(codeOf(each)))) &&
      !isFault(ours),
  },
  {
    reason: 'counts, and what is told by them, are of what is there; stock estimates them on PostgreSQL',
    is: ({ operation, ours, stock }) =>
      operation.kind === 'query' &&
      (/non-nullable field \w+Connection\.count/.test(messageOf(stock)) ||
        without(ours, ...countFields) === without(stock, ...countFields)),
  },
  {
    reason:
      'classes are listed in the order in which they were made, and that of sessions, which has fields of ours, first; the audit has a class',
    is: ({ operation, ours, stock }) =>
      operation.name === 'classes' && isDeepStrictEqual(sortedClasses(ours), sortedClasses(stock)),
  },
  {
    reason:
      'parse-server shows _rperm and _wperm, fields of its own, until it reads the schema of a class anew',
    is: ({ ours, stock }) =>
      [ours, stock].some((each) => /^Cannot query field "_[rw]perm"/.test(messageOf(each))),
  },
]
