/** What operators do, as commands: each operation of the one list. */
import { asOperator, masterNamed } from '../../parse/request/operator'
import { operations } from '../../cloud/operators/operations'
import type { Fields } from '../../parse/internals'
import type { Operation } from '../../part/operation'
import { readArguments } from '../arguments'
import { type Command, exitCodes, exitCodesHelp } from '../command'
import { configFlag, configurationHelp, loadOptions } from '../configuration'
import { operatorFrom, requiredVariable } from '../environment'
import { UsageError } from '../usage-error'
import { withAccounts } from './accounts'
import { idOf, providersOf } from './find-user'

/** As `log-in-as`. */
const verbOf = ({ name }: Operation) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** What can't be taken back wants a word more. */
const isFinal = ({ confirmation, actsAsUser }: Operation) => confirmation === 'critical' && !actsAsUser

const flagsOf = (operation: Operation): Record<string, string> => ({
  ...operation.parameters,
  operator: 'who does it, for the audit; the user of this machine by default',
})

const subjectOf = ({ about }: Operation) => (about === 'email' ? 'address' : 'user')

function helpOf(operation: Operation): string {
  const lines = Object.entries(flagsOf(operation)).map(
    ([name, text]) => `  ${`--${name} <text>`.padEnd(20)}  ${text}`,
  )
  const about = operation.about === 'email' ? '' : '\n<user> is an id, a name or an e-mail address.\n'
  return `parse-server-accounts ${verbOf(operation)} <${subjectOf(operation)}> [options]

${operation.title}.
${about}
Options
${lines.join('\n')}
  --json                the result as JSON
${isFinal(operation) ? '  --yes                 needed: there is no way back\n' : ''}  --help

${configurationHelp}

${exitCodesHelp('there was nothing to do')}`
}

/** @throws {UsageError} */
function read(operation: Operation, args: string[]) {
  const texts = Object.keys(flagsOf(operation)).map((name) => [name, { type: 'string' as const }])
  const switches = { json: { type: 'boolean' }, yes: { type: 'boolean' } } as const
  const flags = { ...configFlag, ...switches, ...(Object.fromEntries(texts) as object) }
  const { values, positionals } = readArguments(args, flags, [subjectOf(operation)])
  if (isFinal(operation) && values.yes !== true)
    throw new UsageError('There is no way back: say --yes if you mean it. See --help.')
  return { values: values as Fields & { json?: boolean; config?: string }, subject: String(positionals[0]) }
}

/** What is to be read, in lines; all of it as JSON. */
function written(operation: Operation, result: unknown, asJson: boolean): string {
  if (asJson) return JSON.stringify(result, null, 2)
  const lines = operation.show?.(result) ?? []
  const isList = lines.length > 0 && Array.isArray(result)
  return isList ? lines.map(({ label, text }) => `${label}  ${text}`).join('\n') : operation.tell(result)
}

/** The environment says nothing of verification, without which the mail that is asked for can't be sent. */
async function optionsFor(operation: Operation, config: string | undefined, env: NodeJS.ProcessEnv) {
  const options = await loadOptions(config, env)
  if (config !== undefined || operation.name !== 'sendVerification') return options
  return { ...options, parseServer: { ...options.parseServer, verifyUserEmails: true } }
}

/** What ends with the sessions of a user only where the provider is known: the tokens of it, which open new ones. */
const endsTokens = ({ name }: Operation) => ['revokeSessions', 'delete'].includes(name)

/** @throws {UsageError} */
async function assertNoTokens(operation: Operation, objectId: string, appId: string): Promise<void> {
  const providers = endsTokens(operation) ? await providersOf(objectId, appId) : []
  if (providers.length > 0)
    throw new UsageError(
      `This user logs in with ${providers.join(' and ')}, whose tokens would open sessions again: give the options of your server by --config.`,
    )
}

async function run(operation: Operation, args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const { values, subject } = read(operation, args)
  const { json = false, config, operator = operatorFrom(env), ...parameters } = values
  // Links are signed with the one and lead to the other, and mails are kept under both.
  if (config === undefined) for (const name of ['MASTER_KEY', 'APP_ID']) requiredVariable(env, name)
  const options = await optionsFor(operation, config, env)
  return withAccounts(options, async (accounts) => {
    const appId = String(options.parseServer.appId)
    const about = operation.about === 'email' ? subject : await idOf(subject, appId)
    if (config === undefined) await assertNoTokens(operation, about, appId)
    const named = { ...parameters, operator }
    const result = await asOperator(masterNamed(operator), () => operation.run(accounts, about, named))
    console.log(written(operation, result, json))
    return result === false ? exitCodes.someFailed : exitCodes.done
  })
}

export const operationCommands: Command[] = operations.map((operation) => ({
  name: verbOf(operation),
  summary: `${operation.title}, as operators do`,
  help: helpOf(operation),
  run: (args, env) => run(operation, args, env),
}))
