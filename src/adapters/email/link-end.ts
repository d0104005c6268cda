/** How long the link of a mail works when the mail is handed over: days may be between, where the mail server was away. */
import type { UserEmail } from '../../api/email'

/** Of the error that says that a mail comes too late. */
export const linkEndedCode = 'ELINKENDED'

export const linkEnded = 'Its link ended before it could be sent. The user can ask for another one.'

/** What a reader is not told in minutes, as only a few are gone: a fiftieth, and no more than a minute. */
const isWhole = (seconds: number, whole: number) => whole - seconds < Math.min(60, whole / 50)

const units = [86_400, 3600, 60, 1]

/** Of the largest unit of which there are at least two: 23 hours, and not 1,392 minutes. Never longer than it is. */
function rounded(seconds: number): number {
  const unit = units.find((each) => seconds >= 2 * each) ?? 1
  return Math.max(1, Math.floor(seconds / unit) * unit)
}

/** When a link that is made now ends, in milliseconds since 1970. */
export const endOf = ({ expiresInSeconds }: Pick<UserEmail, 'expiresInSeconds'>): number | undefined =>
  expiresInSeconds === undefined ? undefined : Date.now() + expiresInSeconds * 1000

/**
 * The mail with what is left of its link's time.
 * @throws an error with {@link linkEndedCode} when nothing is left
 */
export function withTimeLeft(email: UserEmail, endsAt: number | undefined): UserEmail {
  const { expiresInSeconds } = email
  if (endsAt === undefined || expiresInSeconds === undefined) return email
  const seconds = (endsAt - Date.now()) / 1000
  if (seconds <= 0) throw Object.assign(new Error(linkEnded), { code: linkEndedCode })
  return isWhole(seconds, expiresInSeconds) ? email : { ...email, expiresInSeconds: rounded(seconds) }
}
