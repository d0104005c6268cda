/** A host with operators, and how they do what they do. */
import { inspect } from 'node:util'
import type { AccountsOptions, SecurityEvent } from '../../../index'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest, type RestRequest, type RestResponse } from '../../support/rest'

export const password = 'correct-horse'
export const readOnlyMasterKey = 'spec-read-only-key'

export interface User {
  objectId: string
  username: string
  email: string
  sessionToken: string
}

/** Who calls: with a session, or a key. */
export type Caller = Pick<RestRequest, 'sessionToken' | 'master' | 'headers'>

export interface Operating {
  host: Host
  /** Security events since the test began. */
  events: () => SecurityEvent[]
  /** All that the log has. */
  log: () => string
  signUp: () => Promise<User>
  /** Puts users into a role, which is made. */
  roleWith: (name: string, users: User[]) => Promise<unknown>
  call: (name: string, params: object, caller: Caller) => Promise<RestResponse>
}

/** @param body gets a function that can be called within tests, when the host has started */
export function describeOperating(
  title: string,
  body: (given: () => Operating) => void,
  options: Partial<AccountsOptions> = {},
): void {
  describeWithDatabase(title, (database) => {
    let host: Host
    let events: SecurityEvent[] = []
    const lines: string[] = []
    let names = 0
    beforeAll(async () => {
      host = await startHost({
        database: database(),
        operators: { role: 'Support' },
        email: { transport: 'smtp://127.0.0.1:9', from: 'app@example.com' },
        ...options,
        parseServer: {
          verifyUserEmails: true,
          readOnlyMasterKey,
          accountLockout: { duration: 5, threshold: 2 },
          loggerAdapter: { log: (...args: unknown[]) => void lines.push(inspect(args, { depth: 20 })) },
          ...(options.parseServer as object | undefined),
        },
        configure: (accounts) => void accounts.on('security', (event) => void events.push(event)),
      })
    })
    afterAll(() => host.close())
    beforeEach(() => {
      events = []
      lines.length = 0
    })

    async function signUp(): Promise<User> {
      const username = `user${(names += 1)}`
      const email = `${username}@example.com`
      const { body } = await rest(host, 'POST', '/users', { body: { username, password, email } })
      return { ...(body as { objectId: string; sessionToken: string }), username, email }
    }
    body(() => ({
      host,
      events: () => events,
      log: () => lines.join('\n'),
      signUp,
      roleWith: (name, users) => {
        const objects = users.map(({ objectId }) => ({ __type: 'Pointer', className: '_User', objectId }))
        const role = { name, ACL: {}, users: { __op: 'AddRelation', objects } }
        return rest(host, 'POST', '/roles', { master: true, body: role })
      },
      call: (name, params, caller) => rest(host, 'POST', `/functions/${name}`, { ...caller, body: params }),
    }))
  })
}
