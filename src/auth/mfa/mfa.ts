/** MFA that holds, where the host turns on parse-server's `auth.mfa`. */
import type { Hooks } from '../../parse/hooks'
import { type ParseConfig, type Row } from '../../parse/internals'
import { verifiedPasswordHooks } from '../../parse/request/verified-password'
import type { Part, Running } from '../../part/part'
import { around, isOfParseServer } from './adapter'
import { answerHooks } from './answers'
import { atRestHooks } from './at-rest'
import { checkedStep, type Tools } from './checks'
import { echoHooks } from '../../parse/request/echoes'
import { hasSecondFactor } from './factors'
import { counterHooks } from './failures'
import { recentLogInHooks } from './recent-log-in'
import { setUpHooks } from './set-ups'
import { createSingleUse } from './single-use'
import { createVault } from './vault'
import { masterKeyOf } from '../../parse/master-key'

/** Where the host doesn't say how old a log-in may be. */
const defaultMaxAgeSeconds = 600

/** Seconds for which a code holds, as parse-server has it. */
const periodOf = ({ auth }: Pick<ParseConfig, 'auth'>): number =>
  (auth?.mfa as { period?: number } | undefined)?.period ?? 30

const checkHooks = (tools: Tools): Hooks => ({
  'authDataManager.getValidatorForProvider': (next, name) => {
    const provider = next(name)
    if (name !== 'mfa' || !provider) return provider
    return around(provider, (sent, request, step) => checkedStep(tools, sent, request, step))
  },
})

/** A password alone lets such a user not in, and shows nothing of what is theirs. */
const idAlone = (user: Row): Row | undefined =>
  hasSecondFactor(user) ? { objectId: user.objectId } : undefined

async function toolsFor({ config, store, events }: Running): Promise<Tools> {
  const masterKey = await masterKeyOf(config.appId)
  return {
    vault: createVault(masterKey),
    singleUse: createSingleUse(await store(), periodOf(config)),
    events,
    log: (message) => config.loggerController.error(message),
  }
}

/** @param maxAgeSeconds how old a log-in may be that turns a second factor off; 600 where it is not given */
export const mfa = (maxAgeSeconds = defaultMaxAgeSeconds): Part => ({
  name: 'mfa',
  start: async (running) => {
    if (!isOfParseServer(running.config)) return {}
    const tools = await toolsFor(running)
    const hooks = [
      echoHooks('mfa', ['status']),
      checkHooks(tools),
      atRestHooks(tools.vault),
      answerHooks,
      counterHooks,
      setUpHooks,
      recentLogInHooks(maxAgeSeconds),
      verifiedPasswordHooks(idAlone),
    ]
    return { hooks }
  },
})
