/** The windows of time in which a limit counts. They follow the clock, so that all nodes have the same. */
import { hash } from 'node:crypto'
import type { Limit } from './options'

/** A limit, and whom it is for. */
export interface Check {
  /** As in the options: `logIn.perAddress`. */
  name: string
  limit: Limit
  subject: string
}

export interface Window {
  name: string
  key: string
  max: number
  seconds: number
  /** Until the next one. */
  left: number
}

/** Subjects are what clients send, of any length, and keys are kept in memory. */
const digestOf = (parts: unknown[]) => hash('sha256', JSON.stringify(parts), 'base64url')

function windowOf({ name, limit, subject }: Check): Window[] {
  if (limit === false) return []
  const { max, seconds } = limit
  const now = Date.now() / 1000
  const number = Math.floor(now / seconds)
  const left = Math.max(1, Math.ceil((number + 1) * seconds - now))
  return [{ name, key: digestOf(['limit', name, subject, number]), max, seconds, left }]
}

export const windowsOf = (checks: Check[]): Window[] => checks.flatMap(windowOf)
