/** What is wrong with a template, and where. */
import { AccountsError } from '../../../errors'

/**
 * An `ERR_TEMPLATE` error.
 * @param file the file, or the name of the template.
 * @param line in that file, from 1.
 */
export function templateError(file: string, problem: string, line?: number): AccountsError {
  const place = line === undefined ? file : `${file}, line ${line}`
  return new AccountsError('ERR_TEMPLATE', `${place}: ${problem}`)
}

/** The line of a character, from 1. */
export const lineAt = (source: string, index: number): number => source.slice(0, index).split('\n').length
