/** Who does to users what operators do, or users to themselves: told in the security events of all that it causes. */
import type { Auth } from '../internals'
import { storableText } from '../values'
import { createScope } from './scope'

export interface Operator {
  /** The id of the user, as one who has the role of operators, or `master`. */
  by: string
  /** With the master key: the name that the call gives. */
  operator?: string
}

interface Acting {
  operator: Operator
  isUser: boolean
}

const acting = createScope<Acting>('operator')

export const currentOperator = (): Operator | undefined => acting.get()?.operator

/** Whether it is somebody else than the user. */
export const isOperating = (): boolean => acting.get()?.isUser === false

export const asOperator = <Result>(operator: Operator, work: () => Result): Result =>
  acting.run({ operator, isUser: false }, work)

/** Users who do it to themselves. */
export const asThemselves = <Result>(userId: string, work: () => Result): Result =>
  acting.run({ operator: { by: userId }, isUser: true }, work)

/** Who asks with a session that an operator has opened as the user. */
const actingAsUsers = new WeakSet<object>()

export const noteActsAsUser = (auth: Auth): void => void actingAsUsers.add(auth)

export const actsAsUser = (auth: object | undefined): boolean => auth !== undefined && actingAsUsers.has(auth)

/** What is done with a session. Which operator has opened it is not kept with it, where its user could read that. */
export const withSession = <Result>(auth: Auth, work: () => Result): Result =>
  actsAsUser(auth) ? asOperator(masterNamed(undefined), work) : work()

const longestName = 100

/** No character is cut in two. */
const shortName = (name: string) => storableText(name.slice(0, longestName).replace(/[\ud800-\udbff]$/, ''))

/** Whoever has the master key may say who they are. @param name of them, if it is one */
export function masterNamed(name: unknown): Operator {
  const operator = typeof name === 'string' ? shortName(name) : ''
  return { by: 'master', ...(operator !== '' && { operator }) }
}
