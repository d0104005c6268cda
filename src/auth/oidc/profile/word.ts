/** What a provider says of a user who is here already, and what is done with it. */
import type { RequestConfig, Row } from '../../../parse/internals'
import type { UserProfile } from '../options'

/** How the provider comes to say something: a log-in may be refused because of it, a link or a report may not. */
type Occasion = 'logIn' | 'link' | 'report'

/** What was said, and of whom. */
export interface Word {
  /** With all fields, the password too. */
  user: Row
  /** Whom the provider means, and the user is linked with. */
  subject: string
  profile: UserProfile
  occasion: Occasion
}

/** Whether the host wants no user with an address. */
export type RefusesAddress = (email: string) => boolean

/** The profiles of one provider's users. */
export interface ProfileSync {
  /** What a profile has that a user has not. */
  changesBy: (config: RequestConfig, word: Word) => Promise<UserProfile>
  /**
   * Writes it. Save triggers do not run: nobody has saved anything.
   * @returns what has been written: nothing where the database refuses a value that another user has.
   * @throws {Parse.Error} 111 where a field of the user has another type, 101 where the link has gone meanwhile.
   */
  write: (
    config: RequestConfig,
    linked: Pick<Word, 'user' | 'subject'>,
    changes: UserProfile,
  ) => Promise<UserProfile>
  /** Both at once, where nobody has to be asked in between, and nothing where the link has gone. */
  sync: (config: RequestConfig, word: Word) => Promise<void>
}
