/** What the home page is given: addresses and keys, nothing else of the settings. */

import type { Auth0Settings } from '../auth0-settings'

/** What the page shows and where its links go. */
export interface HomeView {
  appName: string
  applicationId: string
  /** Path of the API on this very server, for the SDK in the browser. */
  apiPath: string
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
