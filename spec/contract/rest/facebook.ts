/** Facebook's Graph API, faked at the network edge in its wire format: `/app` and `/me` for an access token. */
import { createHmac } from 'node:crypto'
import nock from 'nock'

/** The `authData` of the guide. */
export const facebookUser = {
  id: '123456789',
  access_token:
    'SaMpLeAAibS7Q55FSzcERWIEmzn6rosftAr7pmDME10008bWgyZAmv7mziwfacNOhWkgxDaBf8a2a2FCc9Hbk9wAsqLYZBLR995wxBvSGNoTrEaL',
  expiration_date: '2022-01-01T12:23:45.678Z',
}

/** For `parseServer.auth`. */
export const facebookApp = { appIds: ['1234509876'], appSecret: 'SaMpLeFaCeBoOkApPsEcReT' }

export interface Token {
  userId: string
  access_token: string
  /** The app that the token was made for. */
  appId?: string
}

const origin = 'https://graph.facebook.com'

function refusal(message: string, code: number): [number, object] {
  return [400, { error: { message, type: 'OAuthException', code, fbtrace_id: 'A1b2C3d4E5f6G7h8' } }]
}

function answer({ pathname, searchParams }: URL, tokens: Token[]): [number, object] {
  const token = tokens.find(({ access_token }) => access_token === searchParams.get('access_token'))
  if (!token) return refusal('Invalid OAuth access token - Cannot parse access token', 190)
  const proof = createHmac('sha256', facebookApp.appSecret).update(token.access_token).digest('hex')
  if (searchParams.get('appsecret_proof') !== proof)
    return refusal('Invalid appsecret_proof provided in the API argument', 100)
  if (pathname === '/me') return [200, { id: token.userId }]
  const id = token.appId ?? facebookApp.appIds[0]
  return [200, { category: 'Utilities', link: 'https://www.example.com/', name: 'Spec App', id }]
}

export function fakeFacebook(...tokens: Token[]): void {
  nock(origin)
    .persist()
    .get(/^\/(app|me)\?/)
    .reply((uri) => answer(new URL(uri, origin), tokens))
}

/** Answers everything like this, or not at all. */
export function breakFacebook(how: { status: number; body: string } | 'unreachable'): void {
  const request = nock(origin).persist().get(/.*/)
  if (how === 'unreachable')
    request.replyWithError(Object.assign(new Error('down'), { code: 'ECONNREFUSED' }))
  else request.reply(how.status, how.body)
}
