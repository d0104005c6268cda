/** What a capability is: what it asks of Parse Server's options, its triggers and insides, of routes, and of the end. */
import type { EventEmitter } from 'node:events'
import type { Accounts } from '../api/accounts'
import type { LogInEvent } from '../api/sign-in'
import type { TriggerFailure } from '../api/triggers'
import type { FailureReason, SecurityEvent } from '../api/security'
import type { RevokeTarget, Sessions } from '../api/sessions'
import type { Users } from '../api/users'
import type { Operation } from './operation'
import type { Hooks } from '../parse/hooks'
import type {
  AccountLockout,
  ExpressApp,
  Handler,
  ParseConfig,
  Row,
  TriggerHandler,
} from '../parse/internals'

/** What `new ParseServer()` gets. */
export type ParseOptions = Record<string, unknown>

/** A capability. The list of parts in `accounts/parts.ts` is the order in which anything meets them. */
export interface Part {
  name: string
  /** Completes the options of Parse Server, which it must not change in place. It may be asked several times. */
  parseOptions?: (options: ParseOptions, publicUrl: URL, besideApi: Running['besideApi']) => ParseOptions
  /** What it keeps in fields of classes, by the class: the host's `parseServer.schema` does not know them. */
  fields?: Record<string, readonly string[]>
  /** Stands around methods of a Parse Server that was constructed, before it starts and the host's Cloud Code runs. */
  prepare?: (config: ParseConfig) => Hooks[]
  /** When Parse Server has started. If it rejects, nothing is mounted. */
  start?: (running: Running) => Promise<Started>
  /** For `doctor`: looks at what the part needs of the world, without starting it. */
  diagnose?: Diagnose
}

/** What was looked at, and what to do where it is not as it should be. Never with a secret. */
export interface Diagnosis {
  /** As "mail server". */
  name: string
  state: 'ok' | 'warning' | 'wrong'
  /** What was found; advice goes on from there. */
  message: string
}

export type Diagnose = () => Promise<Diagnosis[]>

/** A Parse Server that runs, with what all parts share. */
export interface Running {
  config: ParseConfig
  /** Where clients reach the API. */
  publicUrl: URL
  /** Where clients reach a path beside the API. */
  besideApi: (path: string) => URL
  /** Opened when it is first asked for. */
  store: () => Promise<ExpiringStore>
  /** The counts of limits; those of the store, unless there is Redis. */
  counts: () => Promise<Counts>
  /** The other nodes, where there is Redis. */
  nodes: Nodes | undefined
  events: Events
  sessions: ManagedSessions
  users: Users
  invite: Accounts['invite']
  allowsMail: AllowsMail
  /** Whether requests are refused, because the server is closing. */
  isClosing: () => boolean
}

/** Whether one more mail with a link may be sent to an address; counts it. */
export type AllowsMail = (recipient: unknown) => Promise<boolean>

/** What a part does while a server runs. */
export interface Started {
  triggers?: Triggers
  /** Named methods of `parse/hooks.ts` only. */
  hooks?: Hooks[]
  routes?: Route[]
  operations?: Operation[]
  /** Called after the last answer, in the reverse order of the parts. */
  close?: () => unknown
}

export type TriggerType =
  'beforeLogin' | 'afterLogin' | 'afterLogout' | 'beforeSave' | 'afterSave' | 'beforeDelete' | 'afterDelete'

/** Triggers on users and their log-ins; they run before those of the host. */
export type Triggers = Partial<Record<TriggerType, TriggerHandler>>

/** Answers at a path of its own, in the way of the API. What is below the path is the host's. */
export interface Endpoint {
  stage: 'endpoint'
  path: string
  /** The others are the host's. @default all */
  methods?: string[]
  handle: Handler
}

/** Somebody who answers requests. */
export type Route =
  | Endpoint
  /** Sees every request for whatever is mounted, but the Dashboard, before anybody answers it or knows of it. */
  | { stage: 'all'; handle: Handler }
  /** Sees every request for REST and GraphQL before they do. */
  | { stage: 'before'; handle: Handler }
  /** Sees every request for the Dashboard before it does. */
  | { stage: 'dashboard'; handle: Handler }
  /** An app of its own beside the API, which answers at these paths in its own words. */
  | {
      stage: 'app'
      path: string | string[]
      app: ExpressApp
      /** Whether what is below its paths is the host's. */
      isExact?: boolean
    }

/** Entries under keys of any text, for all nodes; an entry is gone after its time. */
export interface ExpiringStore {
  /** Atomic: resolves to true for the first caller of a key, to false for all others until `seconds` have passed. */
  claim: (key: string, seconds: number) => Promise<boolean>
  /**
   * Claims all of these different keys at once, or none. Cheaper than one after the other, and more careful: it resolves
   * to false, too, where one was claimed before and its time is over.
   */
  claimAll: (keys: string[], seconds: number) => Promise<boolean>
  /** Gives back what was claimed: the next caller is the first again. */
  release: (...keys: string[]) => Promise<void>
  /** How often a key was counted, this time included, since `seconds` have passed without it. */
  count: (key: string, seconds: number) => Promise<number>
  /** Notes a positive whole number for `seconds`. */
  note: (key: string, value: number, seconds: number) => Promise<void>
  /** Notes a number where none, or a smaller one, is noted. Atomic. @returns which one is noted now */
  raise: (key: string, value: number, seconds: number) => Promise<number>
  /** The numbers that are noted under these keys and still hold, by key. */
  read: (keys: string[]) => Promise<Map<string, number>>
}

/** The client with which somebody logs in or signs up. */
export interface Client {
  installationId: unknown
}

/** What may be lost: a limit counts anew then. */
export type Counts = Pick<ExpiringStore, 'count' | 'read'>

/** Nodes with the same app, at the other end of a channel that may break. */
export interface Nodes {
  /** Resolves when they have been told, or can't be. */
  tellEnded: (sessionTokens: string[]) => Promise<void>
  onEnded: (listener: (sessionTokens: string[]) => unknown) => void
  tellSchema: () => Promise<void>
  onSchema: (listener: () => unknown) => void
  /** Whether they can be heard now. */
  isHeard: () => boolean
  /** The listener is called when they are heard again, or one can tell again: something may have been missed. */
  onHeard: (listener: () => unknown) => void
}

/** What parts tell each other. */
export interface AccountEvents {
  /**
   * A session begins: by a log-in, or by a sign-up, which is no log-in with a password. There is no client where a token
   * opens the session by itself.
   */
  session: [LogInEvent, Client | undefined]
  /** A sign-up with a password, also one that opens no session: before the address is verified, or by the server itself. */
  signedUp: [{ userId: string; provider: string }, Client]
  /** A mail could not be handed over, or was given up: its kind and the reason, without link or token. */
  mailFailed: [{ kind: string; reason: string }]
  /** An account was locked after failed log-ins, until then. */
  locked: [AccountLockout, Date]
  /** A code of a second factor was wrong, or was used before. */
  secondFactorFailed: [{ userId: string }]
  /** A new address waits: the user before that, the address, and the link that stops the change, which is a secret. */
  emailChangeRequested: [{ user: Row; newEmail: string; stopLink: string }]
  emailChangeStopped: [{ userId: string }]
  /** By the user; the row from before. */
  accountDeleted: [{ user: Row }]
  /** A trigger has refused a log-in, or took too long to say. */
  logInRefused: [{ userId?: string; provider: string; reason: FailureReason }]
  /** By an operator. */
  userBlocked: [{ userId: string }]
  userUnblocked: [{ userId: string }]
  accountUnlocked: [{ userId: string }]
  userExported: [{ userId: string }]
  verificationSent: [{ userId: string }]
  /** Somebody without a user. */
  invited: []
  triggerFailed: [TriggerFailure]
  security: [SecurityEvent]
  /** Something was refused, or a mail not sent: the name of the limit, as `logIn.perAddress`. */
  limited: [{ limit: string }]
}

export type Events = EventEmitter<AccountEvents>

/** What is revoked; of a session at a provider, with the provider's name. */
export type NamedTarget = string | Required<Exclude<RevokeTarget, string>>

/** Sessions, for other parts of the server too. */
export interface ManagedSessions extends Sessions {
  /** What a session lasts at most, by all that the host has set, in milliseconds; `Infinity` without a limit. */
  longestMs: number
  /** The same for one that is renewed by its use. */
  maxMs: number
  /** Ends the sessions with these tokens, at once. */
  end: (sessionTokens: string[]) => Promise<void>
  /** Ends all that a user has. Tokens that have opened none yet stay as they are. */
  endAllOf: (userId: string) => Promise<void>
  /** To be called when rows of sessions are gone, by their tokens. */
  hasEnded: (sessionTokens: string[]) => Promise<void>
  /** Is asked before sessions are revoked, and awaited, so that no token opens one again meanwhile. */
  beforeRevoking: (listener: (target: NamedTarget) => unknown) => void
  /** Is asked before sessions end, by their tokens, and awaited. */
  beforeEnding: (listener: (sessionTokens: string[]) => unknown) => void
  /** Is told of sessions that have ended, by their tokens, and awaited. */
  onEnded: (listener: (sessionTokens: string[]) => unknown) => void
}
