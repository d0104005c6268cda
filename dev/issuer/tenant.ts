/** What the stand-in for an Auth0 tenant knows: one application, one API, and one claim of its own. */

/** Client id of the application, a public one: it proves itself by PKCE. */
export const clientId = 'parse-accounts-demo'

/** Identifier of the API that access tokens are made for. */
export const audience = 'https://demo.example.com/api'

/** Claim of the ID token that lists a person's roles. Auth0 wants own claims named by a URL. */
export const rolesClaim = 'https://demo.example.com/roles'

/** What the API lets an application ask for. */
export const apiScope = 'openid profile email offline_access'
