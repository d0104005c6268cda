/**
 * `accounts.users`: what a host does there in code of its own is done with the key. Whoever's request has come to it,
 * perhaps that of an administrator of the host's, is not the user whom it is about.
 */
import type { Users } from '../api/users'
import { asOperator, currentOperator, masterNamed } from '../parse/request/operator'

type OfHost = <Result>(work: () => Promise<Result>) => Promise<Result>

/** An operation that is under way, by its Cloud function or the command line, knows better who it is. */
const withKey: OfHost = (work) => (currentOperator() ? work() : asOperator(masterNamed(undefined), work))

/** @param running resolves when there is a server */
export function createHostUsers(running: () => Promise<{ users: Users }>): Users {
  const on = <Result>(act: (users: Users) => Promise<Result>) =>
    withKey(async () => act((await running()).users))
  return {
    block: (userId, about) => on((users) => users.block(userId, about)),
    unblock: (userId) => on((users) => users.unblock(userId)),
    unlock: (userId) => on((users) => users.unlock(userId)),
    delete: (userId) => on((users) => users.delete(userId)),
    export: (userId) => on((users) => users.export(userId)),
    revokeSessions: (userId) => on((users) => users.revokeSessions(userId)),
    sendVerification: (userId) => on((users) => users.sendVerification(userId)),
    sendReset: (userId) => on((users) => users.sendReset(userId)),
    history: (userId, about) => on((users) => users.history(userId, about)),
    // Its call may name who it is.
    logInAs: async (userId, about) => (await running()).users.logInAs(userId, about),
  }
}
