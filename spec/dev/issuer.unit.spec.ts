/** The local issuer, asked by a real OpenID client. */
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import type { Issuer } from '../../dev/issuer/issuer'
import { createVisitor, redirectUri, scope, startForSpec } from './issuer-visitor'

describe('the local issuer', () => {
  let issuer: Issuer
  const visitor = () => createVisitor(issuer)
  const keySet = () => createRemoteJWKSet(new URL('.well-known/jwks.json', issuer.url))

  async function tokensOf(form: string, parameters: Record<string, string> = {}) {
    const { signIn, exchange } = visitor()
    const signedIn = await signIn(form, parameters)
    return { ...(await exchange(signedIn.answer, signedIn)), nonce: signedIn.nonce }
  }

  beforeAll(async () => {
    issuer = await startForSpec()
  })

  afterAll(() => issuer.close())

  test('describes itself as an Auth0 tenant does: a slash at its end, and Auth0’s paths', async () => {
    const response = await fetch(`${issuer.url}.well-known/openid-configuration`)
    expect(issuer.url).toMatch(/^http:\/\/localhost:\d+\/$/)
    expect(await response.json()).toMatchObject({
      issuer: issuer.url,
      authorization_endpoint: `${issuer.url}authorize`,
      token_endpoint: `${issuer.url}oauth/token`,
      jwks_uri: `${issuer.url}.well-known/jwks.json`,
      userinfo_endpoint: `${issuer.url}userinfo`,
      end_session_endpoint: `${issuer.url}oidc/logout`,
      code_challenge_methods_supported: ['S256'],
    })
  })

  test('says what it is at its own address, and leads to the application', async () => {
    const response = await fetch(issuer.url)
    expect([response.status, await response.text()]).toEqual([
      200,
      expect.stringMatching(/Local sign-in.*href="[^"]+">To the demo/s),
    ])
  })

  test('makes ID tokens in Auth0’s shape', async () => {
    const { id_token: idToken = '', nonce } = await tokensOf('person=ann')
    const { payload, protectedHeader } = await jwtVerify(idToken, keySet(), {
      issuer: issuer.url,
      audience: issuer.clientId,
    })
    expect(protectedHeader).toMatchObject({ alg: 'RS256', kid: expect.any(String) })
    expect(payload).toMatchObject({
      ...{ aud: issuer.clientId, nonce, amr: ['pwd'], sid: expect.any(String) },
      sub: expect.stringMatching(/^auth0\|[0-9a-f]{24}$/),
      ...{ email: 'ann@example.com', email_verified: true, locale: 'en' },
      ...{ name: 'Ann Example', nickname: 'ann', given_name: 'Ann', family_name: 'Example' },
      picture: expect.stringMatching(/^data:image\/svg\+xml;base64,/),
      'https://demo.example.com/roles': ['admin'],
    })
  })

  test('makes access tokens in Auth0’s shape for the API', async () => {
    const { access_token: accessToken, id_token: idToken } = await tokensOf('person=ann')
    const { payload } = await jwtVerify(accessToken, keySet(), {
      ...{ issuer: issuer.url, audience: issuer.audience, typ: 'JWT' },
    })
    const { sub } = decodeJwt(idToken!)
    const aud = [issuer.audience, `${issuer.url}userinfo`]
    const { iat, exp } = payload
    expect(payload).toEqual({ iss: issuer.url, sub, aud, azp: issuer.clientId, scope, iat, exp })
  })

  test('makes access tokens without an audience for /userinfo only', async () => {
    const { access_token: accessToken } = await tokensOf('person=ann', { audience: '' })
    expect(accessToken).not.toContain('.')
    const headers = { authorization: `Bearer ${accessToken}` }
    expect(await (await fetch(`${issuer.url}userinfo`, { headers })).json()).toMatchObject({
      ...{ email: 'ann@example.com', name: 'Ann Example' },
    })
  })

  test('leaves /userinfo out of an access token that was not made for OpenID', async () => {
    const { signIn } = visitor()
    const { answer, verifier } = await signIn('person=ann', { scope: 'profile', nonce: '' })
    const { body } = await token({ code: answer.searchParams.get('code')!, code_verifier: verifier })
    expect(decodeJwt(body.access_token!).aud).toBe(issuer.audience)
    expect(body).not.toHaveProperty('id_token')
  })

  /** A request to the token endpoint as its bare parameters. */
  async function token(parameters: Record<string, string>, headers: Record<string, string> = {}) {
    const response = await fetch(`${issuer.url}oauth/token`, {
      method: 'POST',
      headers,
      body: new URLSearchParams({
        ...{ grant_type: 'authorization_code', client_id: issuer.clientId, redirect_uri: redirectUri },
        ...parameters,
      }),
    })
    const body = (await response.json()) as Record<string, string>
    return { status: response.status, headers: response.headers, body }
  }

  test('asks for PKCE', async () => {
    const { visit, begin } = visitor()
    const { url } = await begin()
    url.searchParams.delete('code_challenge')
    url.searchParams.delete('code_challenge_method')
    const { searchParams } = (await visit(url)).url
    expect(searchParams.get('error')).toBe('invalid_request')
    expect(searchParams.get('error_description')).toContain('PKCE')
  })

  test('refuses a code with another verifier than the one it was asked for with', async () => {
    const { answer } = await visitor().signIn('person=ben')
    const code = answer.searchParams.get('code')!
    expect(await token({ code, code_verifier: 'x'.repeat(43) })).toMatchObject({
      ...{ status: 400, body: { error: 'invalid_grant' } },
    })
  })

  test('takes a code once', async () => {
    const { answer, verifier } = await visitor().signIn('person=ben')
    const parameters = { code: answer.searchParams.get('code')!, code_verifier: verifier }
    expect(await token(parameters)).toMatchObject({ status: 200 })
    expect(await token(parameters)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
  })

  test('gives a refresh token to an application that asks for one, and takes each once', async () => {
    const offline = { scope: `${scope} offline_access`, prompt: 'consent' }
    const { refresh_token: first = '', access_token: before } = await tokensOf('person=ben', offline)
    const { refresh } = visitor()
    const renewed = await refresh(first)
    expect(decodeJwt(renewed.access_token).sub).toBe(decodeJwt(before).sub)
    expect(renewed.refresh_token).not.toBe(first)
    await expect(refresh(first)).rejects.toMatchObject({ error: 'invalid_grant' })
    expect(await tokensOf('person=ben')).not.toHaveProperty('refresh_token')
  })

  test('signs with a new key after a rotation, without forgetting tokens and sessions', async () => {
    const { signIn, exchange } = visitor()
    const before = await signIn('person=ben')
    const { id_token: old = '' } = await exchange(before.answer, before)
    await issuer.rotateKeys()
    const after = await signIn('cancel=yes') // nobody is asked
    const { id_token: fresh = '' } = await exchange(after.answer, after)
    const keys = keySet()
    for (const each of [old, fresh]) await jwtVerify(each, keys, { issuer: issuer.url })
    expect(decodeProtectedHeader(fresh).kid).not.toBe(decodeProtectedHeader(old).kid)
    await issuer.rotateKeys()
    await expect(jwtVerify(old, keySet())).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' })
  })

  test.each([
    ['an unknown address to return to', { redirect_uri: 'http://localhost:1337/other' }, 'redirect_uri'],
    ['a look-alike of the application', { redirect_uri: 'http://localhost:1337.example/' }, 'redirect_uri'],
    ['an unknown application', { client_id: 'other' }, 'invalid_client'],
  ])('sends nobody to %s', async (_what, parameters, words) => {
    const { visit, begin } = visitor()
    const { status, text } = await visit((await begin(parameters)).url)
    expect(status).toBe(400)
    expect(text).toContain(words)
  })

  test('makes no token for an API that it does not know', async () => {
    const { answer } = await visitor().signIn('person=ann', { audience: 'https://other.example.com' })
    expect(answer.searchParams.get('error')).toBe('invalid_target')
  })

  test('gives tokens to scripts of the application’s own origin only', async () => {
    const { answer, verifier } = await visitor().signIn('person=ann')
    const parameters = { code: answer.searchParams.get('code')!, code_verifier: verifier }
    expect(await token(parameters, { origin: 'https://evil.example' })).toMatchObject({ status: 400 })
    const { status, headers } = await token(parameters, { origin: 'http://localhost:1337' })
    expect(status).toBe(200)
    expect(headers.get('access-control-allow-origin')).toBe('http://localhost:1337')
  })
})

describe('the keys of the local issuer', () => {
  let folder: string
  const keysFile = () => path.join(folder, 'issuer-keys.json')

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'issuer-'))
  })

  afterEach(() => rm(folder, { recursive: true, force: true }))

  /** The public keys of one run, after so many rotations. */
  async function keysOfRun(rotations = 0): Promise<Record<string, string>[]> {
    const issuer = await startForSpec(folder)
    for (let count = 0; count < rotations; count++) await issuer.rotateKeys()
    const response = await fetch(`${issuer.url}.well-known/jwks.json`)
    await issuer.close()
    return ((await response.json()) as { keys: Record<string, string>[] }).keys
  }

  test('are made once and kept for the owner of the folder only', async () => {
    const keys = await keysOfRun()
    expect(await keysOfRun()).toEqual(keys)
    expect((await stat(keysFile())).mode & 0o777).toBe(0o600)
  })

  test('keep the one before, and publish nothing private', async () => {
    const [first] = await keysOfRun()
    const [second, before] = await keysOfRun(1)
    expect(before).toEqual(first)
    expect(second?.kid).not.toBe(first?.kid)
    expect(await keysOfRun()).toEqual([second, before])
    for (const key of [second, before])
      expect(Object.keys(key!).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use'])
  })

  test('say how to go on when their file is damaged', async () => {
    await writeFile(keysFile(), '{"keys": []}')
    await expect(startForSpec(folder)).rejects.toThrow(/issuer-keys\.json can't be read: delete it/)
  })
})
