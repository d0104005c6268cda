/** What Backendless' clients are told when something is wrong. */

/** A refusal in Backendless' words. The message is for the client. */
export class BackendlessError extends Error {
  override readonly name = 'BackendlessError'
  readonly code: number
  readonly status: number

  /**
   * @param code one of Backendless' own, or the HTTP status where it documents none
   * @param status of HTTP; Backendless documents codes only, so it is 400 where none has been seen
   */
  constructor(code: number, message: string, status = 400) {
    super(message)
    this.code = code
    this.status = status
  }
}

/**
 * The refusals that have a code.
 * @see Backendless REST documentation, "User Registration", "Login" and "Logout"
 */
export const refusals = {
  noTable: () => new BackendlessError(1009, 'Table not found. The only table here is Users.'),
  wrongApplication: () => new BackendlessError(2002, 'Invalid application info (application id or api key)'),
  logInRefused: (reason: string) => new BackendlessError(3000, reason),
  wrongPassword: () => new BackendlessError(3003, 'Invalid login or password', 401),
  emptyLogin: () => new BackendlessError(3006, 'Either login or password is an empty string'),
  noPassword: () => new BackendlessError(3011, 'Missing "password" property'),
  noEmail: () => new BackendlessError(3013, 'Missing value for the identity property, "email"'),
  registrationRefused: (reason: string) => new BackendlessError(3021, reason),
  logOutFailed: (reason: string) => new BackendlessError(3023, reason),
  userExists: () => new BackendlessError(3033, 'User with the same identity already exists', 409),
  locked: (reason: string) => new BackendlessError(3036, reason),
  noLogin: () => new BackendlessError(3038, 'Login and password are required, as strings'),
  idGiven: () => new BackendlessError(3039, 'Property "id" cannot be used in the registration call'),
  wrongEmail: () => new BackendlessError(3040, 'Email address is in the wrong format'),
  tooMany: (reason: string) => new BackendlessError(429, reason, 429),
  noSession: () => new BackendlessError(3064, 'Not existing user token'),
}

const messages = {
  400: 'The request could not be read: is its body well-formed JSON?',
  404: 'There is no such route.',
  413: 'The request is too large.',
  415: 'The encoding of the request is not supported.',
  500: 'Internal server error.',
  503: 'The server is closing. Try again soon.',
}

type Status = keyof typeof messages

/** Whether there are words for an HTTP status. */
export const isKnownStatus = (status: unknown): status is Status =>
  typeof status === 'number' && status in messages

/** A refusal that has only an HTTP status. */
export const refusalForStatus = (status: Status): BackendlessError =>
  new BackendlessError(status, messages[status], status)
