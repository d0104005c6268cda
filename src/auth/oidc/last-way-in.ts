/** The last way into an account, which its user must not close. */
import { isRecord } from '../../option-kinds/kinds'
import { parseError } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import type { Fields, RequestConfig, RestWrite, Row } from '../../parse/internals'
import { userById } from '../../parse/user-rows'
import { linkOf } from './login/link'
import type { Provider } from './provider'
import type { Part } from '../../part/part'

export const onlyWayIn = (title: string): Error =>
  parseError(
    'OPERATION_FORBIDDEN',
    `${title} is the only way into this account: link another one before you unlink it.`,
  )

export const unlinks = ({ authData }: Fields, name: string) =>
  authData === null || (isRecord(authData) && authData[name] === null)

/** Nobody logs in anew by these: an anonymous user has lost the id, and a factor may be set up half only. */
const noWaysIn = ['anonymous', 'mfa']

/** Whether one can log in with it, and nothing else: it is no further factor, and of a provider that the host still has. */
function isWayIn(name: string, link: unknown, { authDataManager, auth, ip }: RequestConfig): boolean {
  const given = auth?.[name]
  if (isRecord(given) && given.enabled === false) return false
  const { validator, adapter = {} } = authDataManager.getValidatorForProvider(name) ?? {}
  const { policy } = adapter as { policy?: unknown }
  // As parse-server asks for it.
  const asked = typeof policy === 'function' ? (policy.call(adapter, { ip }, link) as unknown) : policy
  return validator !== undefined && asked !== 'additional' && !noWaysIn.includes(name)
}

/** The ways in that are left when an update has been made. */
export function waysInAfter(user: Row, { authData, password }: Fields, config: RequestConfig): string[] {
  const links = { ...(user.authData as Fields | undefined), ...(authData as Fields | null) }
  const providers = authData === null ? [] : Object.keys(links).filter((name) => links[name] !== null)
  return [
    ...providers.filter((name) => isWayIn(name, links[name], config)),
    ...(user.password || password ? ['password'] : []),
  ]
}

/** The user who unlinks something of their own account. */
async function unlinking({ className, query, data, auth, config }: RestWrite): Promise<Row | undefined> {
  const isOwn = className === '_User' && query && !auth.isMaster && auth.user?.id === query.objectId
  if (!isOwn || !isRecord(data.authData)) return undefined
  return userById(config.database, query.objectId)
}

/** In the turn of the user: of two unlinks at the same time, the later one finds the other way in closed. */
const lastWayInHooks = (providers: Provider[]): Hooks => ({
  'RestWrite.runDatabaseOperation': async function (next) {
    const { data, config } = this
    if (!providers.some(({ name }) => unlinks(data, name))) return next()
    const user = await unlinking(this)
    const provider = user && providers.find(({ name }) => unlinks(data, name) && linkOf(user, name))
    if (provider && waysInAfter(user, { ...data, password: data._hashed_password }, config).length === 0)
      throw onlyWayIn(provider.title)
    return next()
  },
})

/** Inside of `ownership`, which takes the turn, and sees that it has refused. */
export const lastWayIn = (providers: Provider[]): Part => ({
  name: 'last way in',
  start: async () => ({ hooks: [lastWayInHooks(providers)] }),
})
