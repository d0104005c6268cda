/** A person at the log-in page of the local issuer, without a browser: keeps cookies and follows redirects. */
import * as client from 'openid-client'
import { type Issuer, startIssuer } from '../../dev/issuer/issuer'

/** Where a way ended: at a page of the issuer, or with an answer for the application. */
export interface Arrival {
  url: URL
  /** 0 when the way led to the application, which is not asked. */
  status: number
  text: string
}

/** What the application adds to its request, beyond what every request has. */
type Parameters = Record<string, string>

/** Starts an issuer for one application, on a port that the system picks. */
export const startForSpec = (dataDir?: string) =>
  startIssuer({ host: '127.0.0.1', port: 0, redirectUris: [redirectUri], ...(dataDir && { dataDir }) })

/** Of the application. Nothing listens there. */
export const redirectUri = 'http://localhost:1337/'

export const scope = 'openid profile email'

export function createVisitor({ url: issuerUrl, clientId, audience }: Issuer) {
  const cookies = new Map<string, string>()

  function keepCookies(response: Response) {
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (value) cookies.set(name, value)
      else cookies.delete(name)
    }
  }

  /** @param form is sent to the first address; redirects are followed by GET */
  async function visit(address: string | URL, form?: string): Promise<Arrival> {
    const url = new URL(address, issuerUrl)
    if (!url.href.startsWith(issuerUrl)) return { url, status: 0, text: '' }
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const type = 'application/x-www-form-urlencoded'
    const headers = { cookie, accept: 'text/html', ...(form !== undefined && { 'content-type': type }) }
    const body = form === undefined ? {} : { method: 'POST', body: form }
    const response = await fetch(url, { headers, redirect: 'manual', ...body })
    keepCookies(response)
    const location = response.headers.get('location')
    if (location !== null) return visit(new URL(location, url))
    return { url, status: response.status, text: await response.text() }
  }

  const discover = () =>
    client.discovery(new URL(issuerUrl), clientId, undefined, client.None(), {
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- meant for this: plain HTTP on one machine
      execute: [client.allowInsecureRequests],
    })

  /** The request of an application, with PKCE and a nonce. */
  async function begin(parameters: Parameters = {}) {
    const verifier = client.randomPKCECodeVerifier()
    const nonce = client.randomNonce()
    const url = client.buildAuthorizationUrl(await discover(), {
      ...{ redirect_uri: redirectUri, scope, audience, nonce },
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...parameters,
    })
    return { url, verifier, nonce }
  }

  return {
    visit,
    begin,
    /** What the application does with the answer. */
    exchange: async (answer: URL, { verifier, nonce }: { verifier: string; nonce: string }) => {
      const checks = { pkceCodeVerifier: verifier, expectedNonce: nonce }
      return client.authorizationCodeGrant(await discover(), answer, checks)
    },
    refresh: async (token: string) => client.refreshTokenGrant(await discover(), token),
    /** From the request to the answer; the page is skipped where the issuer knows the visitor. */
    signIn: async (form: string, parameters?: Parameters) => {
      const request = await begin(parameters)
      const page = await visit(request.url)
      const { url } = page.status === 0 ? page : await visit(page.url, form)
      return { ...request, answer: url }
    },
  }
}
