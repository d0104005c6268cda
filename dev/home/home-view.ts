/** What the home page is given: addresses and keys, nothing else of the settings, and who looks at it. */

import type { Auth0Settings } from '../auth0-settings'
import type { Step } from './journeys'

/** What the page shows and where its links go. */
export interface HomeView {
  appName: string
  /** Where the demo is, without a slash at its end. */
  siteUrl: string
  applicationId: string
  restUrl: string
  graphqlUrl: string
  dashboardUrl: string
  /** Missing where nobody can sign in with Auth0. */
  auth0: Auth0Settings | undefined
  /** Missing when mails go to a real mail server. */
  mailboxUrl: string | undefined
  /** Missing when other machines can reach the demo: then the terminal alone shows them. */
  secrets: { masterKey: string; dashboardUser: string; dashboardPassword: string } | undefined
}

export interface Visitor {
  /** Missing while nobody is signed in. */
  reader?: {
    name: string
    email: string
    /** A URL; empty where there is none. */
    picture: string
    isVerified: boolean
    books: readonly string[]
    sessionToken: string
  }
  /** What was tried. */
  done: ReadonlySet<Step>
  /** The newest one. */
  mail: { subject: string; url: string } | undefined
}
