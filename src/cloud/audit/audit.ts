/** The audit: what happened to accounts, for as long as the host wants to know. */
import { reasonOf } from '../../errors'
import { isNotFound } from '../../parse/errors'
import { deletedUserHooks } from '../../parse/deleted-users'
import type { Hooks } from '../../parse/hooks'
import { internals, type ParseConfig } from '../../parse/internals'
import type { Part } from '../../part/part'
import { type Background, createBackground } from '../background'
import { isSignUp } from '../login'
import { classHooks, className, createClass } from './class'
import { forgetUsers } from './history'
import { addFields, lastLoginHooks, noteLogIn } from './last-login'
import type { AuditOptions } from './options'
import { createPruning } from './prune'
import { createThinning, rowOf } from './rows'

async function write({ appId }: ParseConfig, fields: object): Promise<void> {
  const config = internals.Config().get(appId)
  if (!config) return
  const master = internals.auth().master(config)
  await internals.rest().create(config, master, className, { ...fields })
}

/** The users are gone already, whatever becomes of their rows. */
const deletionHooks = (
  { databaseController, loggerController }: ParseConfig,
  untilNow: Background['untilNow'],
): Hooks[] =>
  deletedUserHooks(async (users) => {
    await untilNow()
    try {
      await forgetUsers(
        databaseController,
        users.map(({ objectId }) => String(objectId)),
      )
    } catch (thrown) {
      if (!isNotFound(thrown))
        loggerController.warn(`Rows of the audit keep the addresses of a deleted user: ${reasonOf(thrown)}`)
    }
  })

export const audit = ({ days, shortenAddresses, lastLogin }: AuditOptions): Part => ({
  name: 'audit',
  start: async ({ config, events }) => {
    await createClass(config)
    if (lastLogin) await addFields(config)
    const { run, untilNow, settled } = createBackground((thrown) =>
      config.loggerController.error(`The audit lacks a row: ${reasonOf(thrown)}`),
    )
    const isKept = createThinning()
    const pruning = createPruning(config, days)
    events.on('security', (event) => {
      if (isKept(event)) run(() => write(config, rowOf(event, shortenAddresses)))
    })
    events.on('session', (event) => {
      if (lastLogin && !isSignUp(event)) run(() => noteLogIn(config, event.userId))
    })
    const close = async () => {
      await pruning.stop()
      await settled()
    }
    return {
      hooks: [classHooks, ...deletionHooks(config, untilNow), ...(lastLogin ? lastLoginHooks : [])],
      close,
    }
  },
})
