/** The guards around Parse Server's methods, in the order in which a request meets them. */
import type { Hooks } from '../parse/hooks'
import type { ParseConfig } from '../parse/internals'
import { providerGuard } from './auth-providers'
import { databaseErrorGuard } from './database-errors'
import { credentialGuard } from './input/credentials'
import { objectGuard } from './input/objects'
import { logGuard } from './log-secrets'
import { routerLayerGuard } from './router-layer'
import { unknownOperationGuard } from './unknown-operation'
import { verificationEmailGuard } from './verification-email'

/** @param config of a Parse Server that was constructed, and has not started yet */
export const guardsFor = (config: ParseConfig): Hooks[] => [
  logGuard,
  routerLayerGuard(),
  credentialGuard,
  objectGuard,
  providerGuard(config),
  verificationEmailGuard(config),
  databaseErrorGuard(config),
  unknownOperationGuard,
]
