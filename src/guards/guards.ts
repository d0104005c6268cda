/** The guards: each against a trap of Parse Server, in the order in which a request meets them. */
import { transactionHooks } from '../parse/after-commit'
import { echoHooks } from '../parse/request/echoes'
import type { Hooks } from '../parse/hooks'
import type { Handler, ParseConfig } from '../parse/internals'
import { withinRequest } from '../parse/request/request'
import type { ParseOptions, Part } from '../part/part'
import { providerGuard } from './auth-providers'
import { countGuard } from './counts'
import { classPermissionGuard } from './faults/class-permissions'
import { databaseErrorGuard } from './faults/database-errors'
import { deadSessionGuard } from './dead-sessions/dead-sessions'
import { credentialGuard } from './input/credentials'
import { objectGuard } from './input/objects'
import { guardValidatorCallback, passwordPolicyGuard } from './input/password-policy'
import { guardInput } from './input/requests'
import { emptyPartGuard } from './faults/empty-parts'
import { installationGuard } from './faults/installation'
import { maintenanceSessionGuard } from './faults/maintenance-sessions'
import { resetGuard } from './faults/resets'
import { logGuard } from './log/log'
import { ownFieldGuard } from './own-fields'
import { proxiedKeyGuard } from './proxied-keys'
import { readOnlyKeyGuard } from './read-only-key'
import { routerLayerGuard } from './router-layer'
import { graphqlConfigSaving } from './savings/graphql-config'
import { schemaSaving } from './savings/schema'
import { thrownValueGuard, unknownOperationGuard, valueGuard } from './graphql/errors'
import { argumentGuard } from './graphql/arguments'
import { uploadGuard } from './graphql/uploads'
import { verificationEmailGuard } from './verification-email'

const guardsFor = (config: ParseConfig): Hooks[] => [
  transactionHooks,
  logGuard,
  routerLayerGuard(),
  deadSessionGuard,
  credentialGuard,
  objectGuard,
  proxiedKeyGuard(config),
  providerGuard(config),
  echoHooks('anonymous', []),
  readOnlyKeyGuard,
  ownFieldGuard,
  verificationEmailGuard(config),
  databaseErrorGuard(config),
  classPermissionGuard,
  emptyPartGuard,
  installationGuard(config),
  maintenanceSessionGuard,
  resetGuard(config),
  countGuard(config),
  passwordPolicyGuard(config),
  valueGuard,
  unknownOperationGuard,
  thrownValueGuard,
  uploadGuard,
  argumentGuard,
  schemaSaving(config),
  graphqlConfigSaving(),
]

/** The host's own `requestContextMiddleware` sees the requests that ours lets through. */
function inOrder(first: Handler, second: unknown): Handler {
  if (second === undefined) return first
  return (req, res, next) =>
    first(req, res, (error) => (error ? next(error) : (second as Handler)(req, res, next)))
}

/** They are there before Parse Server starts. */
export const guards = {
  name: 'guards',
  parseOptions: (options: ParseOptions) => ({
    ...guardValidatorCallback(options),
    requestContextMiddleware: inOrder(guardInput, options.requestContextMiddleware),
  }),
  prepare: guardsFor,
  start: async () => ({ routes: [{ stage: 'before', handle: withinRequest }] }),
} satisfies Part
