/** Where GraphQL is meant to answer otherwise than Parse Server alone. */
import type { Answer, Turn } from './player'

export interface Compared extends Turn {
  ours: Answer
  stock: Answer
}

const codeOf = ({ body }: Answer) => body.errors?.[0]?.extensions.code
const messageOf = ({ body }: Answer) => body.errors?.[0]?.message ?? ''

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
]
