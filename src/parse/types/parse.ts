/** Types of the Parse SDK that parse-server uses, and of its passwords. */

export interface ParseUser {
  className: string
  id?: string
  get(field: string): unknown
  set(field: string, value: unknown): unknown
  toJSON(): Record<string, unknown>
}

export interface ParseError extends Error {
  code: number
}

/** `Parse.Cloud`, once parse-server has added to it. */
export type CloudModule = Record<string, (...args: unknown[]) => unknown>

export interface ParseModule {
  Cloud: CloudModule
  Error: (new (code: number, message: string) => ParseError) & Record<string, number>
  User: { fromJSON(json: Record<string, unknown>): ParseUser }
  /** In the form in which a Cloud function answers. @throws for what can't be written */
  _encode(value: unknown): unknown
  /** What JSON stands for. */
  _decode(name: unknown, value: unknown): unknown
}

export interface PasswordModule {
  hash(password: unknown): Promise<string>
  compare(password: unknown, hash: unknown): Promise<boolean>
  /** Of no password: to take as long as a comparison. */
  dummyHash: string
}
