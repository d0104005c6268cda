/** The options: whether they are right, and safe. */
import { AccountsError } from '../../errors'
import { isRecord } from '../../option-kinds/kinds'
import { type ResolvedOptions, resolveOptions } from '../../options'
import type { Diagnosis } from '../../part/part'
import { findingsOf } from '../../server/checks/findings'
import { ok, warning, wrong } from './diagnoses'

const name = 'configuration'

/** Keys that were made for this process alone say nothing of those of the server. */
const isOwn = (options: ResolvedOptions, madeKey: boolean) => (path: string) =>
  !(madeKey && path === 'parseServer.masterKey' && options.parseServer.masterKey)

export interface Configuration {
  diagnoses: Diagnosis[]
  /** Where they are right. */
  options: ResolvedOptions | undefined
}

function safety(options: ResolvedOptions, madeKey: boolean): Diagnosis[] {
  const findings = findingsOf(options).filter(({ path }) => isOwn(options, madeKey)(path))
  const mail =
    (options.email ?? options.parseServer.emailAdapter)
      ? []
      : [warning('mail server', 'There is none: nobody can reset a password. Set `email`.')]
  return [...findings.map(({ path, message }) => warning(name, `${path} ${message}.`)), ...mail]
}

/**
 * @param input what `createAccounts` would get
 * @param madeKey whether the master key was made for this process
 */
export function diagnoseConfiguration(input: unknown, madeKey: boolean): Configuration {
  try {
    // What is not safe is told below, whatever the host makes of it.
    const options = resolveOptions(isRecord(input) ? { ...input, checks: false } : input)
    return { diagnoses: [ok(name, 'All options are right.'), ...safety(options, madeKey)], options }
  } catch (thrown) {
    if (!(thrown instanceof AccountsError)) throw thrown
    const { problems, message } = thrown
    const diagnoses = problems.map(({ path, message: problem }) => wrong(name, `${path}: ${problem}.`))
    return { diagnoses: diagnoses.length > 0 ? diagnoses : [wrong(name, message)], options: undefined }
  }
}
