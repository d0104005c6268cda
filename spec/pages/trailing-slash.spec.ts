/** Addresses of pages with a slash at their end: what they lead to is beside the same address without it. */
import express, { type Express } from 'express'
import { describeWithOneDatabase } from '../support/database'
import { type Host, startHost } from '../support/host'
import { openPage, sendForm } from '../support/pages'
import { rest } from '../support/rest'

const user = { username: 'ann', password: 'correct-horse' }
const email = { from: 'app@example.com', transport: 'smtp://127.0.0.1:1' }

/** An app below another one. */
const mountOn = (app: Express) => {
  const sub = express()
  app.use('/api', sub)
  return sub
}

describe.each([
  ['at the root', {}, ''],
  ['below a prefix', { path: '/api/parse', mountPath: '/parse', mountOn }, '/api'],
])('pages %s', (_where, options, prefix) => {
  describeWithOneDatabase('with a slash at the end of their address', (database) => {
    let host: Host
    beforeAll(async () => {
      host = await startHost({ database: database(), email, limits: false, ...options })
      await rest(host, 'POST', '/users', { body: user })
    })
    afterAll(() => host.close())

    const at = (path: string) => `${host.url}${prefix}/auth/${path}`

    test.each([
      ['sign-in/', 'sign-in'],
      ['sign-in/?next=/a/?b=/', 'sign-in?next=/a/?b=/'],
      ['account/?locale=de', 'account?locale=de'],
      ['reset-password/?token=abc', 'reset-password?token=abc'],
      ['verify-email/?token=abc', 'verify-email?token=abc'],
    ])('lead from %s to %s', async (path, expected) => {
      const { status, headers } = await fetch(at(path), { redirect: 'manual' })
      const to = new URL(String(headers.get('location')), at(path)).href
      expect([status, to, headers.get('cache-control')]).toEqual([308, at(expected), 'no-store'])
    })

    test('have forms that work', async () => {
      const page = await openPage(at('sign-in/?next=/home'))
      expect(page.form?.action.href).toBe(at('sign-in'))
      const init = { redirect: 'manual' } as const
      expect((await sendForm(page, user, init)).status).toBe(303)
      const body = new URLSearchParams({ ...page.form?.fields, ...user })
      const sent = await fetch(at('sign-in/'), { method: 'POST', body, redirect: 'manual' })
      expect([sent.status, sent.headers.get('location')]).toEqual([308, '../sign-in'])
    })
  })
})
