/** Requests with an access token in place of a session token. */
export const bearer = (accessToken: string) => ({ headers: { Authorization: `Bearer ${accessToken}` } })
