/** What operators send beside whom it is about: nothing of it is guessed, and nothing is passed over. */
import { z } from 'zod'
import { WrongArgument } from '../../errors'
import { meant } from '../../option-kinds/problems'
import { refuse } from '../../parse/errors'
import type { Fields } from '../../parse/internals'
import type { Operation } from '../../part/operation'

/** Dates that the calendar has. `Date` by itself takes 30 February, and 01/02/2027 as Americans write it. */
const time = z.union([z.iso.date(), z.iso.datetime({ offset: true, local: true })])

/** @throws {TypeError} for a text that is no date of ISO 8601 */
export function timeIn(text: string, name: string): Date {
  if (!time.safeParse(text).success)
    throw new WrongArgument(`\`${name}\` is a date as 2027-01-01, or a time as 2027-01-01T18:00:00Z.`)
  return new Date(text)
}

/** @throws {Parse.Error} 162 for the first parameter that there is not: misspelt, it would do nothing */
export function assertKnown({ about, parameters = {} }: Operation, params: Fields): void {
  const names = [about, 'operator', ...Object.keys(parameters)]
  const unknown = Object.keys(params).find((name) => !names.includes(name))
  if (unknown === undefined) return
  const right = meant(unknown, names)
  const help = right ? `did you mean \`${right}\`?` : `there are ${names.join(', ')}.`
  refuse('INVALID_VALUE', `Unknown parameter \`${unknown}\`: ${help}`)
}
