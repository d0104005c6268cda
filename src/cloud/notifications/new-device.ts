/** The notice of a log-in from a device that the user has not used. */
import { cloudInstallation } from '../../parse/auth-of'
import type { Database } from '../../parse/internals'
import type { AccountEvents, Client, ExpiringStore } from '../../part/part'
import { currentRequest, unknownToRequest } from '../../parse/request/request'
import { type Circumstances, circumstances } from '../../parse/request/circumstances'
import { userById } from '../../parse/user-rows'
import type { Notices } from './send'

const daySeconds = 24 * 60 * 60
/** A device that was not used for so long is forgotten, */
const deviceSeconds = 400 * daySeconds
/** but that there was one is not: the next may be a stranger's. */
const userSeconds = 10 * 365 * daySeconds

/** Parse clients have an id each. Cloud Code has one too, which it uses for everybody. */
function keyOf(userId: string, { installationId }: Client, device: string | undefined): string {
  const isOfClient =
    typeof installationId === 'string' && installationId !== '' && installationId !== cloudInstallation
  return JSON.stringify(['device', userId, ...(isOfClient ? [installationId] : ['', device])])
}

export function createNewDevice(
  { attempt, send }: Notices,
  database: Database,
  store: ExpiringStore,
): (...session: AccountEvents['session']) => void {
  /** Of log-ins at the same time from a new device, one has it new; only that one asks for the others. */
  async function isNewToUser(userId: string, key: string): Promise<boolean> {
    const isNew = await store.claim(key, deviceSeconds)
    if (!isNew) await store.note(key, 1, deviceSeconds)
    return isNew && !(await store.claim(JSON.stringify(['devices', userId]), userSeconds))
  }

  async function look(userId: string, client: Client, values: Circumstances): Promise<void> {
    if (!(await isNewToUser(userId, keyOf(userId, client, values.device)))) return
    const user = await userById(database, userId)
    if (user) await send('newDevice', user, values)
  }
  return ({ userId }, client) => {
    if (!client || currentRequest()?.isOperator()) return
    const values = circumstances()
    // Whoever logs in may be a stranger, who must not choose the language.
    unknownToRequest(() => attempt('newDevice', () => look(userId, client, values)))
  }
}
