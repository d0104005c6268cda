/** Sends GraphQL operations to one side, as several people. */
import { graphql } from '../graphql'
import { rest } from '../rest'
import { createNeutral } from './neutral'
import type { Operation } from './operations'
import type { Side } from './pair'
import type { Ids } from './things'

export interface Turn {
  operation: Operation
  actor: 'nobody' | 'user' | 'master'
  form: 'withVariables' | 'inline'
  /** Makes names unique. */
  n: number
}

export interface Answer {
  status: number
  body: { data?: unknown; errors?: { message: string; extensions: { code: unknown } }[] }
}

const endsSessions = /^(?:update|delete)(?:User|Session)$|^logOut$/
const globalId = (name: string, id: string) =>
  Buffer.from(`${/Thing|Target/.test(name) ? name : `_${name}`}:${id}`).toString('base64')

export function createPlayer(side: Side, ids: Ids): (turn: Turn) => Promise<Answer> {
  const neutral = createNeutral(side, Object.fromEntries(Object.entries(ids).map(([name, id]) => [id, name])))
  const fill = (text: string, n: number) =>
    text
      .replace(/\$(global)?(User|Session|Role|Target|Thing)\b/g, (_, global, name: keyof Ids) =>
        global ? globalId(name, ids[name]) : ids[name],
      )
      .replaceAll('n$', String(n).split('').reverse().join(''))
      .replaceAll('$n', String(n))
  let sessionToken: string | undefined
  const logIn = async () => {
    const { body } = await rest(side, 'POST', '/loginAs', { master: true, body: { userId: ids.User } })
    return String(body.sessionToken)
  }
  return async ({ operation, actor, form, n }) => {
    if (actor === 'user') sessionToken ??= await logIn()
    const { query, variables = {} } = operation[form]
    const { status, body } = await graphql(side, form === 'inline' ? fill(query, n) : query, {
      variables: JSON.parse(fill(JSON.stringify(variables), n)) as Record<string, unknown>,
      ...(actor === 'user' && sessionToken !== undefined ? { sessionToken } : {}),
      ...(actor === 'master' ? { master: true } : {}),
    })
    if (endsSessions.test(operation.name)) sessionToken = undefined
    return neutral({ status, body: body as unknown }, 'order' in operation.args) as Answer
  }
}
