/** Libraries that more than one part needs, and a host without those parts does not: loaded when they are first used. */
import { lazily } from './lazily'

export const jose = lazily(() => module.require('jose') as typeof import('jose'))

export const openidClient = lazily(() => module.require('openid-client') as typeof import('openid-client'))
