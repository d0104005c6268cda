/** The audit: what happened to accounts, for as long as the host wants to know. */
import { reasonOf } from '../../errors'
import { internals, type ParseConfig } from '../../parse/internals'
import type { Part } from '../../part'
import { createBackground } from '../background'
import { isSignUp } from '../login'
import { classHooks, className, createClass } from './class'
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

export const audit = ({ days, shortenAddresses, lastLogin }: AuditOptions): Part => ({
  name: 'audit',
  start: async ({ config, events }) => {
    await createClass(config)
    if (lastLogin) await addFields(config)
    const { run, settled } = createBackground((thrown) =>
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
    return { hooks: [classHooks, ...(lastLogin ? lastLoginHooks : [])], close }
  },
})
