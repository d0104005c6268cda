/** A page that can't be shown at all: the browser gets an answer all the same, and the log the reason. */
import { createServer } from 'node:http'
import { createPagesApp, type PagesApp } from '../../src/pages/app'
import { internals } from '../../src/parse/internals'
import { closeServer, listen } from '../../src/testing/listen'

const errors: string[] = []

const renderer = {
  localeFor: () => 'en',
  assets: new Map(),
  render: () => {
    throw new Error('The template is broken.')
  },
}
const route = { get: () => page(), post: () => page() }
const page = async () => ({ page: { name: 'verified' as const } })

jest.spyOn(internals.Config(), 'get').mockReturnValue({ appName: 'Spec App' } as never)

const app = createPagesApp({
  ...{ path: '/auth', routes: { verified: route }, renderer },
  ...{ logoUrl: undefined, targets: [], hasTemplates: true, publicUrl: new URL('http://localhost/parse') },
  config: { appId: 'spec', loggerController: { error: (text: string) => void errors.push(text) } },
  formTokens: { make: () => '', isGood: () => true },
  ...{ limit: async () => 0, isClosing: () => false, redirects: { send: () => undefined } },
} as unknown as PagesApp)

test.each(['GET', 'POST'])('%s is answered with a bare 500, and logged', async (method) => {
  const server = createServer(app as never)
  const port = await listen(server)
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/auth/verified`, {
      method,
      signal: AbortSignal.timeout(10_000),
      ...(method === 'POST' && { body: new URLSearchParams() }),
    })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([500, 'text/plain; charset=utf-8'])
    expect(await answer.text()).not.toContain('template')
    expect(errors.splice(0)).toEqual(['A page could not be shown: The template is broken.'])
  } finally {
    await closeServer(server)
  }
})
