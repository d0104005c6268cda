/** What Auth0 is called: in `authData`, and by people. */
export const name = 'auth0'
export const title = 'Auth0'
