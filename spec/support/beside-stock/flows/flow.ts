/** What the flows share. */
import { Parse } from '../../sdk'

/** Notes what a step ends in: its value, or the Parse error. */
type Step = (name: string, work: () => unknown) => Promise<void>
/** Runs with the master key. */
type AsMaster = <Result>(work: () => Promise<Result>) => Promise<Result>
/** What an app does, step by step. */
export type Flow = (step: Step, asMaster: AsMaster) => Promise<void>

export function object(className: string, fields: Record<string, unknown> = {}): Parse.Object {
  const made = new Parse.Object(className)
  made.set(fields)
  return made
}

export const logIn = (name: string) => Parse.User.logIn(name, 'correct-horse')
export const me = () => Parse.User.current()!

export const day = new Date('2024-02-29T12:00:00.123Z')
export const polygon = new Parse.Polygon([
  [0, 0],
  [0, 9],
  [9, 9],
  [0, 0],
])
