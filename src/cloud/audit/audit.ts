/** The audit: what happened to accounts, for as long as the host wants to know. */
import { reasonOf } from '../../errors'
import { isNotFound } from '../../parse/errors'
import { deletedUserHooks } from '../../parse/deleted-users'
import type { Hooks } from '../../parse/hooks'
import type { ParseConfig } from '../../parse/internals'
import type { Part } from '../../part/part'
import { createBackground } from '../../part/background'
import { isSignUp } from '../login'
import { createBatches, type Batches } from './batches'
import { classHooks, className, createClass, rowFields } from './class'
import { forgetUsers } from './history'
import { createInsert } from './insert'
import { addFields, lastLoginFields, lastLoginHooks, noteLogIn } from './last-login'
import type { AuditOptions } from './options'
import { createPruning } from './prune'
import { createThinning } from '../security/thinning'
import { type AuditRow, rowOf } from './rows'

/** The users are gone already, whatever becomes of their rows. */
const deletionHooks = (
  { databaseController, loggerController }: ParseConfig,
  untilNow: Batches<AuditRow>['untilNow'],
): Hooks =>
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

/** Whoever reads it has all that happened on this node before. */
const readHooks = (untilNow: Batches<AuditRow>['untilNow']): Hooks => ({
  'DatabaseController.find': async function (next, ...query) {
    if (query[0] === className) await untilNow()
    return next(...query)
  },
})

export const audit = ({ days, shortenAddresses, lastLogin }: AuditOptions): Part => ({
  name: 'audit',
  fields: { [className]: rowFields, ...(lastLogin && { _User: lastLoginFields }) },
  start: async ({ config, events }) => {
    await createClass(config)
    if (lastLogin) await addFields(config)
    const lacks = (what: string) => (thrown: unknown) =>
      config.loggerController.error(`The audit lacks ${what}: ${reasonOf(thrown)}`)
    const rows = createBatches<AuditRow>(createInsert(config), lacks('rows'))
    const logIns = createBackground(lacks('a log-in'))
    const isKept = createThinning()
    const pruning = createPruning(config, days)
    events.on('security', (event) => {
      if (isKept(event)) rows.add(rowOf(event, shortenAddresses))
    })
    events.on('session', (event) => {
      if (lastLogin && !isSignUp(event)) logIns.run(() => noteLogIn(config, event.userId))
    })
    const close = async () => {
      await pruning.stop()
      await rows.settled()
      await logIns.settled()
    }
    const hooks = [
      classHooks,
      readHooks(rows.untilNow),
      deletionHooks(config, rows.untilNow),
      ...(lastLogin ? lastLoginHooks : []),
    ]
    return { hooks, close }
  },
})
