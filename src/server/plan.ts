/** What is run on a host's app, and what comes of it. */
import type { Server } from 'node:http'
import type { ParseConfig } from '../parse/internals'
import type { Part, Running, Triggers } from '../part/part'
import type { Mounting } from './mount'
import type { ShutdownOptions } from './options'

/** What is run. */
export interface Plan extends Pick<Mounting, 'settings' | 'graphql' | 'dashboard' | 'headers'> {
  /** The option `mountPath`. */
  mountPath: string | undefined
  shutdown: ShutdownOptions
  /** In the order in which anything meets them. */
  parts: Part[]
  /** Makes what the parts share. */
  share: (config: ParseConfig, besideApi: Running['besideApi']) => Shared
}

/** How it is closed. */
export interface Closing {
  isClosing: () => boolean
  /** Closes the accounts as a whole. */
  close: () => Promise<void>
}

/** What all parts share, and how it ends. */
export interface Shared extends Pick<
  Running,
  'store' | 'counts' | 'nodes' | 'events' | 'sessions' | 'users' | 'invite' | 'allowsMail'
> {
  addTriggers: (triggers: Triggers) => void
  end: () => Promise<void>
}

/** An API that answers requests. */
export interface RunningApi {
  running: Running
  attach: (server: Server) => Promise<void>
  /** Waits for the answers to the requests under way. */
  answered: () => Promise<void>
  stop: () => Promise<void>
}
