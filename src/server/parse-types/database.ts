/** Types of what parse-server’s rows are read and written with. */

/** A row as the database controller gives it. */
export type Row = Record<string, unknown>

/** The classes and their fields. */
export interface Schema {
  schemaData: Partial<Record<string, { fields: Record<string, unknown> }>>
  /** Adds the fields that are new to the class. Rejects with 111 where one has another type. */
  validateObject(className: string, object: Row, query: object): Promise<unknown>
}

/** Access to the database without permissions, triggers and checks. */
export interface Database {
  loadSchema(): Promise<Schema>
  find(
    className: string,
    where: object,
    options?: { limit?: number; caseInsensitive?: boolean; sort?: Record<string, 1 | -1> },
  ): Promise<Row[]>
  /** Rejects with 101 when no object fits. */
  update(className: string, where: object, fields: object, options?: object): Promise<unknown>
  /** Rejects with 101 when no object fits. */
  destroy(className: string, where: object): Promise<unknown>
}

/** The users of sessions that were used a moment ago. */
export interface SessionCache {
  put(sessionToken: string, user: unknown, ttlMs?: number): Promise<unknown>
  del(sessionToken: string): Promise<unknown>
}

/** An adapter that may have something to close. */
export interface Stoppable {
  handleShutdown?(): unknown
  /** Of PostgreSQL. */
  _client?: { $pool: { totalCount: number; on(event: 'remove', listener: () => void): unknown } }
  /** Of MongoDB, once it is connected. */
  client?: object
  database?: { databaseName: string }
}

/** A request's own configuration. */
export interface RequestConfig {
  applicationId: string
  database: Database
  cacheController: { user: SessionCache }
  headers?: unknown
  ip?: string | undefined
}
