/** Types of what parse-server’s rows are read and written with. */

/** A row as the database controller gives it. */
export type Row = Record<string, unknown>

/** The classes and their fields. */
export interface Schema {
  schemaData: Partial<
    Record<
      string,
      {
        fields: Record<string, unknown>
        /** Of MongoDB, those that are there. */
        indexes?: Record<string, unknown>
        classLevelPermissions?: ClassPermissions
      }
    >
  >
  /** Adds the fields that are new to the class. Rejects with 111 where one has another type. */
  validateObject(className: string, object: Row, query: object): Promise<unknown>
  /** Rejects with 103 where the class exists. @param permissions who may do what with it */
  addClassIfNotExists(className: string, fields: object, permissions: object): Promise<unknown>
  /** Creates the class where it is missing. */
  enforceClassExists(className: string): Promise<unknown>
}

/** What reads the classes. */
export interface SchemaControllerClass {
  prototype: {
    /** @param options.clearCache after a change, and where somebody wants to be sure */
    reloadData: (this: unknown, options?: { clearCache: boolean }) => Promise<unknown>
    /** Changes a class. @param fields new ones, and those to delete */
    updateClass: (
      this: unknown,
      className: string,
      fields: Record<string, { type?: string; __op?: string }>,
      permissions: unknown,
      indexes: unknown,
      database: unknown,
    ) => Promise<unknown>
  }
}

/** A class as parse-server remembers it. */
export interface ClassSchema {
  className: string
  classLevelPermissions?: ClassPermissions
}

/** All classes that a process knows. */
export interface SchemaCache {
  all(): ClassSchema[]
  clear(): void
}

/** Makes what tells of the classes; `clearCache` asks the database for them. */
export interface SchemaModule {
  load: (adapter: DatabaseAdapter, options?: { clearCache?: boolean }) => Promise<Schema>
}

/** Access to the database without permissions, triggers and checks. */
export interface Database {
  loadSchema(options?: { clearCache: boolean }): Promise<Schema>
  find(
    className: string,
    where: object,
    options?: { limit?: number; skip?: number; caseInsensitive?: boolean; sort?: Record<string, 1 | -1> },
    ...auth: unknown[]
  ): Promise<Row[]>
  /** Rejects with 101 when no object fits. With `onlyChecks`, nothing is written. */
  update(
    className: string,
    where: object,
    fields: object,
    options?: object,
    skipsSanitizing?: boolean,
    onlyChecks?: boolean,
    ...schema: unknown[]
  ): Promise<unknown>
  /** Rejects with 101 when no object fits. */
  destroy(className: string, where: object): Promise<unknown>
  /** Of fields that are named as they are stored: no triggers, no rules. Rejects with 137 where others have a value. */
  create(className: string, fields: Row, options: object): Promise<unknown>
  /** There while what is written is part of a transaction. */
  _transactionalSession?: object | null
}

/** The users of sessions that were used a moment ago. */
export interface SessionCache {
  put(sessionToken: string, user: unknown, ttlMs?: number): Promise<unknown>
  del(sessionToken: string): Promise<unknown>
}

/** Who may do what with a class; its fields that are hidden, by those from whom. */
export interface ClassPermissions {
  /** Who may create objects of the class. */
  create?: Record<string, boolean>
  protectedFields?: Record<string, string[]>
}

/** What the database controllers of a process share. */
export interface DatabaseClass {
  find: (this: Database, className: string, where: object, ...rest: unknown[]) => Promise<Row[]>
  destroy: (this: Database, className: string, where: object, ...rest: unknown[]) => Promise<unknown>
  create: (this: Database, className: string, fields: Row, ...rest: unknown[]) => Promise<unknown>
  /** Adds the class and the fields that there are not yet. */
  validateObject: (this: Database, className: string, ...rest: unknown[]) => Promise<unknown>
  /** Deletes all objects of a class. */
  purgeCollection: (this: Database, className: string) => Promise<unknown>
  update: (
    this: Database,
    className: string,
    where: Row,
    fields: Row,
    options?: object,
    skipsSanitizing?: boolean,
    onlyChecks?: boolean,
    ...rest: unknown[]
  ) => Promise<unknown>
  commitTransactionalSession: (this: Database) => Promise<unknown>
  abortTransactionalSession: (this: Database) => Promise<unknown>
  /** @param schema all classes, or the permissions of the one */
  addProtectedFields: (
    this: unknown,
    schema: ClassPermissions | { getClassLevelPermissions(className: string): ClassPermissions },
    className: string,
    ...rest: unknown[]
  ) => string[] | null
}

/** What writes indexes. */
export interface Indexer {
  ensureIndex(
    className: string,
    schema: object,
    fields: string[],
    name: string,
    caseInsensitive?: boolean,
    options?: { sparse: boolean },
  ): Promise<unknown>
  /** Of PostgreSQL. */
  _client?: { $pool: { query(sql: string): Promise<unknown> } }
}

/** An adapter that may have something to close. */
export interface Stoppable {
  handleShutdown?(): unknown
  /** Of PostgreSQL. */
  _client?: { $pool: { totalCount: number; on(event: 'remove', listener: () => void): unknown } }
  /** Of MongoDB, once it is connected. */
  client?: object
  database?: { databaseName: string }
  /** Before the names of all classes, in MongoDB. */
  _collectionPrefix?: string
}

/** What reads the database, as far as others stand around it. */
export interface DatabaseAdapter {
  /** How long what is known of the classes holds, in milliseconds; for ever where there is none. */
  schemaCacheTtl?: number
  /** Whether the database tells of changes of the classes. */
  enableSchemaHooks?: boolean
  find: (...parameters: unknown[]) => Promise<Row[]>
  createClass: (...parameters: unknown[]) => Promise<unknown>
  addFieldIfNotExists: (...parameters: unknown[]) => Promise<unknown>
  /** @param estimates whether a rough number will do, where that is quicker; true by default */
  count: (
    className: string,
    schema: object,
    where: object | null,
    readPreference?: unknown,
    estimates?: boolean,
  ) => Promise<number>
  /** Of all that fit: writes fields that the controller knows as something else, as the hash of a password. */
  updateObjectsByQuery(className: string, schema: object, where: object, fields: object): Promise<unknown>
}

/** Parse Server's own for PostgreSQL, with its client: pg-promise. */
export interface PostgresAdapter {
  _client: {
    any(query: string, values: unknown[]): Promise<Row[]>
    none(query: string): Promise<unknown>
  }
  _pgp: { as: { format(query: string, values: unknown[]): string } }
}
