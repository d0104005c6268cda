/**
 * One Parse Server a process: parse-server keeps its schema, app and triggers in module variables, and a
 * second one would start on the wrong schema, or fail obscurely. The claim outlives copies of this package; one that the
 * host has made by itself makes none, and is known by its app.
 */
import { AccountsError } from '../../errors'
import { internals } from '../../parse/internals'

const key = 'parse-server-accounts.instance'
const slot = globalThis as { [key]?: object | undefined }

/** @throws {AccountsError} `ERR_SECOND_INSTANCE` while somebody else holds the process. */
export function assertUnclaimed(): void {
  const [hosts] = Object.keys(internals.appCache().cache)
  if (!slot[key] && hosts === undefined) return
  const message = slot[key]
    ? 'close() the other accounts first, or use a second process.'
    : `take out your own \`new ParseServer({ appId: '${hosts}', … })\`, whose options belong in parseServer here, or use a second process.`
  throw new AccountsError(
    'ERR_SECOND_INSTANCE',
    `Parse Server runs in this process already, and can run only once: ${message}`,
  )
}

/**
 * Claims the process.
 * @returns a function that gives it back.
 * @throws {AccountsError} `ERR_SECOND_INSTANCE` while somebody else holds it.
 */
export function claimProcess(): () => void {
  assertUnclaimed()
  const holder = {}
  slot[key] = holder
  return () => {
    if (slot[key] === holder) slot[key] = undefined
  }
}
