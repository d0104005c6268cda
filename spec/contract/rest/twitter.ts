/**
 * Twitter, faked at the network edge: `account/verify_credentials` of its API 1.1, in its wire format. It answers
 * only requests whose OAuth 1.0a signature was made with the secrets of the app and of the token.
 */
import { createHmac } from 'node:crypto'
import nock from 'nock'

/** The `authData` of the guide. */
export const parseIt = {
  id: '12345678',
  screen_name: 'ParseIt',
  consumer_key: 'SaMpLeId3X7eLjjLgWEw',
  consumer_secret: 'SaMpLew55QbMR0vTdtOACfPXa5UdO2THX1JrxZ9s3c',
  auth_token: '12345678-SaMpLeTuo3m2avZxh5cjJmIrAfx4ZYyamdofM7IjU',
  auth_token_secret: 'SaMpLeEb13SpRzQ4DAIzutEkCE2LBIm2ZQDsP3WUU',
}

/** Somebody else, who has used another app. */
export const stranger = {
  id: '87654321',
  screen_name: 'Stranger',
  consumer_key: 'OtHeRaPpId3X7eLjjLgW',
  consumer_secret: 'OtHeRaPpw55QbMR0vTdtOACfPXa5UdO2THX1JrxZ9s',
  auth_token: '87654321-OtHeRaPpTuo3m2avZxh5cjJmIrAfx4ZYyamdofM7I',
  auth_token_secret: 'OtHeRaPpEb13SpRzQ4DAIzutEkCE2LBIm2ZQDsP3W',
}

type Account = typeof parseIt

const origin = 'https://api.twitter.com'
const path = '/1.1/account/verify_credentials.json'

/** What the parameters of an `Authorization: OAuth …` header mean. */
function parametersOf(header: string): Map<string, string> {
  const pairs = header.replace(/^OAuth /, '').split(/,\s*/)
  return new Map(
    pairs.map((pair) => {
      const [, name = '', value = ''] = /^([^=]+)="([^"]*)"$/.exec(pair) ?? []
      return [decodeURIComponent(name), decodeURIComponent(value)]
    }),
  )
}

const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)

/** RFC 5849, section 3.4, with the parameters of the header only: the request has no others. */
function signatureOf(parameters: Map<string, string>, account: Account): string {
  const signed = [...parameters]
    .filter(([name]) => name !== 'oauth_signature')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
  const base = ['GET', origin + path, signed.join('&')].map(encode).join('&')
  const key = `${encode(account.consumer_secret)}&${encode(account.auth_token_secret)}`
  return createHmac('sha1', key).update(base).digest('base64')
}

function isSigned(parameters: Map<string, string>, account: Account): boolean {
  const ageSeconds = Math.abs(Date.now() / 1000 - Number(parameters.get('oauth_timestamp')))
  return (
    parameters.get('oauth_version') === '1.0' &&
    parameters.get('oauth_signature_method') === 'HMAC-SHA1' &&
    Boolean(parameters.get('oauth_nonce')) &&
    ageSeconds < 300 &&
    parameters.get('oauth_signature') === signatureOf(parameters, account)
  )
}

const refusal = (code: number, message: string): [number, object] => [401, { errors: [{ code, message }] }]

function answer(header: string, accounts: Account[]): [number, object] {
  const parameters = parametersOf(header)
  const account = accounts.find(
    ({ consumer_key, auth_token }) =>
      parameters.get('oauth_consumer_key') === consumer_key && parameters.get('oauth_token') === auth_token,
  )
  if (!account) return refusal(89, 'Invalid or expired token.')
  if (!isSigned(parameters, account)) return refusal(32, 'Could not authenticate you.')
  const { id, screen_name } = account
  const profile = {
    id: Number(id),
    id_str: id,
    name: screen_name,
    screen_name,
    protected: false,
    verified: false,
  }
  return [200, profile]
}

/** @param accounts whose tokens Twitter knows, each for the app that it was made for */
export function fakeTwitter(...accounts: Account[]): void {
  nock(origin)
    .persist()
    .get(path)
    .reply(function () {
      return answer(String(this.req.headers.authorization), accounts)
    })
}

/** Answers everything like this, or not at all. */
export function breakTwitter(how: { status: number; body: string } | 'unreachable'): void {
  const request = nock(origin).persist().get(path)
  if (how === 'unreachable')
    request.replyWithError(Object.assign(new Error('down'), { code: 'ECONNREFUSED' }))
  else request.reply(how.status, how.body)
}
