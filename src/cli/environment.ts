/** The options of `createAccounts`, from variables of the environment. */
import { randomBytes } from 'node:crypto'
import { userInfo } from 'node:os'
import type { AccountsOptions } from '../options'
import { UsageError } from './usage-error'

/** For the help of commands. */
export const environmentHelp = `Environment, where there is no --config
  DATABASE_URI          the database of Parse Server, postgres://… or mongodb://…
  APP_ID, MASTER_KEY    those of Parse Server
  PUBLIC_SERVER_URL     where clients reach the API; http://localhost:1337/parse by default
  SMTP_URL, MAIL_FROM   the mail server, smtp://… or smtps://…, and who mails are from
  APP_NAME              the name of your app in mails
  REDIS_URL             what nodes share, redis://… or rediss://…`

/** Arguments would show in the list of processes. @throws {UsageError} */
export function requiredVariable(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name]
  if (!value) throw new UsageError(`${name} is missing: set it in the environment. See --help.`)
  return value
}

/** @throws {UsageError} without its value, which has a password in it */
export function databaseUriFrom(env: NodeJS.ProcessEnv): string {
  const databaseURI = requiredVariable(env, 'DATABASE_URI')
  if (!/^(postgres|postgresql|mongodb|mongodb\+srv):\/\//.test(databaseURI))
    throw new UsageError('DATABASE_URI must begin with postgres:// or mongodb://.')
  return databaseURI
}

function emailFrom({ SMTP_URL: transport, MAIL_FROM }: NodeJS.ProcessEnv, publicUrl: string) {
  if (transport === undefined) return {}
  const { hostname } = URL.canParse(publicUrl) ? new URL(publicUrl) : { hostname: 'localhost' }
  return { email: { transport, from: MAIL_FROM ?? `no-reply@${hostname}` } }
}

/** Shells and containers set what nobody gave to an empty text. */
const withoutEmpty = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))

/** The user of this machine, who has no name in many containers. */
export function operatorFrom(env: NodeJS.ProcessEnv): string {
  try {
    return userInfo().username
  } catch {
    return withoutEmpty(env).USER ?? `uid ${String(process.getuid?.())}`
  }
}

/**
 * Keys that nobody gave are made for this process alone: commands need none.
 * @throws {UsageError} naming the variable that is missing or wrong
 */
export function optionsFromEnvironment(variables: NodeJS.ProcessEnv): AccountsOptions {
  const env = withoutEmpty(variables)
  const publicServerURL = env.PUBLIC_SERVER_URL ?? 'http://localhost:1337/parse'
  return {
    parseServer: {
      appId: env.APP_ID ?? 'parse-server-accounts',
      masterKey: env.MASTER_KEY ?? randomBytes(32).toString('base64'),
      databaseURI: databaseUriFrom(env),
      publicServerURL,
      appName: env.APP_NAME ?? 'Parse Server',
    },
    ...emailFrom(env, publicServerURL),
    ...(env.REDIS_URL !== undefined && { redisUrl: env.REDIS_URL }),
  }
}
