/** A client of Backendless' REST API, with the addresses and the shapes of its documentation. */
import { randomUUID } from 'node:crypto'
import type { WireAnswer } from '../../contract/bad-input/wire'
import type { Host } from '../../support/host'
import { type RestRequest, type RestResponse, send } from '../../support/rest'

export const backendless = {
  applicationId: '7A1E0D3C-5B2F-4C6D-8E9F-0A1B2C3D4E5F',
  apiKey: 'C0DE0000-SPEC-KEY0-1111-222233334444',
}

export const root = `/backendless/${backendless.applicationId}/${backendless.apiKey}`

export interface Person {
  email: string
  password: string
}

/** Somebody who is not registered yet. */
export const somebody = (): Person => ({
  email: `${randomUUID()}@example.com`,
  password: `password-${randomUUID()}`,
})

/** Sends what a Backendless client sends: nothing of Parse's. */
export function call(
  host: Host,
  method: string,
  path: string,
  request: RestRequest = {},
): Promise<RestResponse> {
  const url = host.url + (path.startsWith('/backendless') ? path : root + path)
  return send(host, method, url, request)
}

export const register = (host: Host, body: unknown) => call(host, 'POST', '/users/register', { body })

export const logIn = (host: Host, { email, password }: Person) =>
  call(host, 'POST', '/users/login', { body: { login: email, password } })

export const logOut = (host: Host, userToken?: string) =>
  call(host, 'GET', '/users/logout', userToken === undefined ? {} : { headers: { 'user-token': userToken } })

export const isValid = (host: Host, userToken: string) =>
  call(host, 'GET', `/users/isvalidusertoken/${encodeURIComponent(userToken)}`)

export const find = (host: Host, where: string) => call(host, 'GET', '/data/Users', { query: { where } })

/** Registers somebody, with these fields too. */
export async function registered(host: Host, fields: object = {}): Promise<Person> {
  const person = somebody()
  await register(host, { ...person, ...fields })
  return person
}

/** The token of a new log-in. */
export async function userTokenOf(host: Host, person: Person): Promise<string> {
  const { body } = await logIn(host, person)
  return String((body as Record<string, unknown>)['user-token'])
}

/** The whole of a refusal. */
export const refusal = (status: number, code: number, message: unknown = expect.any(String)) =>
  expect.objectContaining({ status, body: { code, message, errorData: {} } }) as unknown

/** Expects a refusal that repeats nothing of the request: passwords of these specs have `hunter2` in them. */
export function expectRefusal({ status, type, json }: WireAnswer, expected: number, code: number): void {
  expect({ status, type, body: json }).toEqual({
    status: expected,
    type: expect.stringMatching(/^application\/json/),
    body: { code, message: expect.any(String), errorData: {} },
  })
  expect(JSON.stringify(json)).not.toMatch(/ at |node_modules|<|hunter2/)
  expect(JSON.stringify(json)).not.toContain(backendless.apiKey)
}
