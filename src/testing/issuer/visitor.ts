/** Somebody's browser and the application, as they meet the issuer for tests. */
import * as client from 'openid-client'
import { scope } from './configuration'
import { audience, clientId, redirectUri } from './shape'

/** What the application has after a log-in: a code, and what proves that it asked for it. */
export interface IssuedCode {
  code: string
  redirect_uri: string
  code_verifier: string
}

/** What it gets for the code. */
export interface IssuedTokens {
  id_token: string
  access_token: string
}

/** Follows redirects with cookies, as a browser does. @returns where the application is */
async function follow(start: URL): Promise<URL> {
  const cookies = new Map<string, string>()
  let url = start
  while (!url.href.startsWith(redirectUri)) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { headers: { cookie }, redirect: 'manual' })
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      cookies.set(name, value)
    }
    const location = response.headers.get('location')
    if (location === null) throw new Error(`The issuer answered ${response.status}: ${await response.text()}`)
    url = new URL(location, url)
  }
  return url
}

/** @param issuer URL, as in its tokens */
export function createVisitor(issuer: string) {
  let discovered: Promise<client.Configuration> | undefined
  const discover = () =>
    (discovered ??= client.discovery(new URL(issuer), clientId, undefined, client.None(), {
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- meant for this: plain HTTP on one machine
      execute: [client.allowInsecureRequests],
    }))

  async function signIn(subject: string) {
    const verifier = client.randomPKCECodeVerifier()
    const url = client.buildAuthorizationUrl(await discover(), {
      ...{ redirect_uri: redirectUri, scope, login_hint: subject, resource: audience },
      claims: JSON.stringify({ id_token: { sid: null } }),
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    })
    return { answer: await follow(url), verifier }
  }

  return {
    async code(subject: string): Promise<IssuedCode> {
      const { answer, verifier } = await signIn(subject)
      const code = String(answer.searchParams.get('code'))
      return { code, redirect_uri: redirectUri, code_verifier: verifier }
    },
    async tokens(subject: string): Promise<IssuedTokens> {
      const { answer, verifier } = await signIn(subject)
      const checks = { pkceCodeVerifier: verifier }
      return (await client.authorizationCodeGrant(await discover(), answer, checks)) as IssuedTokens
    },
  }
}
