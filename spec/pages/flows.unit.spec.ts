/** Sign-ins and sign-outs under way at a provider: what their cookie is good for, and until when. */
import { createFlows } from '../../src/pages/providers/flows'
import type { PageProvider } from '../../src/pages/providers/provider'
import { createSignOut } from '../../src/pages/providers/sign-out'
import { createCookie } from '../../src/pages/sign-in/cookie'

const server = { config: { appId: 'spec' }, publicUrl: new URL('https://api.example.com/parse') }
const cookie = createCookie(server, 'accounts-sign-in', () => true)
const about = {
  provider: 'keycloak',
  next: '/shelf',
  challenge: '',
  linkTo: '',
  invitation: '',
  locale: 'de',
  redirectUri: 'https://api.example.com/cb',
}
const flowsOf = (secret: string) => {
  const claimed = new Set<string>()
  const claim = async (key: string) => claimed.size < claimed.add(key).size
  return createFlows(secret, { claim }, cookie)
}
const flows = flowsOf('secret')
const sealedIn = (set: string) => cookie.read({ cookie: set.split(';')[0] })

afterEach(() => void jest.restoreAllMocks())

test('are finished once, with what they were begun with', async () => {
  const { flow, cookie: set } = flows.begin(about)
  expect(set).toMatch(
    /^__Host-accounts-sign-in-[0-9a-f]{8}=[\w-]+; Max-Age=900; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
  )
  expect(await flows.finish(flow, sealedIn(set))).toMatchObject({ ...flow, ...about })
  expect(await flows.finish(flow, sealedIn(set))).toBeUndefined()
})

test('end after a quarter of an hour', async () => {
  const { flow, cookie: set } = flows.begin(about)
  jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 901_000)
  expect(await flows.finish(flow, sealedIn(set))).toBeUndefined()
})

test('are those of one provider, one server and one cookie', async () => {
  const { flow, cookie: set } = flows.begin(about)
  const sealed = sealedIn(set)
  expect(await flows.finish({ ...flow, provider: 'auth0' }, sealed)).toBeUndefined()
  expect(await flowsOf('another secret').finish(flow, sealed)).toBeUndefined()
  for (const other of [undefined, '', 'x', `${sealed}xxxx`, sealedIn(flows.begin(about).cookie)])
    expect(await flows.finish(flow, other)).toBeUndefined()
})

test.each([
  ['letters', 'x', 5000, 1500],
  ['letters of Chinese', '書', 990, 600],
  ['pictures', '📚', 490, 300],
  ['quotes', '"', 990, 700],
])('keep no address that would not fit into the cookie, in %s', async (_what, letter, most, some) => {
  const { flow, cookie: set } = flows.begin({ ...about, next: `/${letter.repeat(most)}` })
  expect(set.length).toBeLessThanOrEqual(4096)
  expect(await flows.finish(flow, sealedIn(set))).toMatchObject({ state: flow.state })
  const next = `/${letter.repeat(some)}`
  const { flow: kept, cookie: other } = flows.begin({ ...about, next })
  expect(other.length).toBeLessThanOrEqual(4096)
  expect(await flows.finish(kept, sealedIn(other))).toMatchObject({ next })
})

test('say where one may still be signed in, where a provider has no place to sign out', async () => {
  const provider = { name: 'keycloak', title: 'Keycloak', signOutUrl: async () => undefined }
  const urlOf = (page: string) => `https://api.example.com/auth/${page}`
  const { signOutAt } = createSignOut([], { flows, cookie, urlOf: urlOf })
  expect(await signOutAt(provider as unknown as PageProvider, undefined, 'en')).toEqual({
    page: { name: 'signedOut', values: { provider: 'Keycloak' } },
  })
})
