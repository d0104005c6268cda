/** pendingEmail: what it needs, and what its tokens are worth. */
import { type AccountsError, type AccountsOptions, createAccounts } from '../../../index'
import { createConfirmationTokens } from '../../../src/auth/email-change/tokens'

const parseServer = {
  appId: 'my-app',
  masterKey: 'secret',
  publicServerURL: 'https://api.example.com/parse',
  appName: 'My App',
  databaseURI: 'postgres://localhost/app',
}
const email = { transport: 'smtp://localhost', from: 'app@example.com' }

function problemsOf(options: object): unknown {
  try {
    createAccounts({ pendingEmail: true, ...options } as AccountsOptions)
  } catch (thrown) {
    return (thrown as AccountsError).problems
  }
  return []
}

const needs = {
  path: 'pendingEmail',
  message:
    'needs `parseServer.verifyUserEmails`, and `email` (or `parseServer.emailAdapter`) to send mails with',
}

test.each([
  ['verifyUserEmails', { parseServer, email }],
  ['verifyUserEmails that is not false', { parseServer: { ...parseServer, verifyUserEmails: false }, email }],
  ['verifyUserEmails and e-mail', { parseServer }],
])('pendingEmail needs %s', (_what, options) => {
  expect(problemsOf(options)).toEqual([needs])
})

test('pendingEmail without e-mail is named beside what verifyUserEmails needs', () => {
  const problems = problemsOf({ parseServer: { ...parseServer, verifyUserEmails: true } })
  expect(problems).toEqual([expect.objectContaining({ path: 'parseServer.verifyUserEmails' }), needs])
})

test('pendingEmail is true or false', () => {
  const settings = { ...parseServer, verifyUserEmails: true }
  expect(problemsOf({ parseServer: settings, email, pendingEmail: 'yes' })).toEqual([
    { path: 'pendingEmail', message: 'expected true or false' },
  ])
  expect(problemsOf({ parseServer: settings, email })).toEqual([])
})

describe('a token', () => {
  const change = { userId: 'u1', oldEmail: 'old@example.com', newEmail: 'new@example.com' }
  const { sign, read } = createConfirmationTokens('key')

  test('says which address of which user becomes which, and differs each time', async () => {
    const token = await sign(change, 60)
    const { userId, newEmail, replaces } = await read(token)
    expect({ userId, newEmail }).toEqual({ userId: 'u1', newEmail: 'new@example.com' })
    expect(['old@example.com', 'new@example.com', undefined].map(replaces)).toEqual([true, false, false])
    expect(await sign(change, 60)).not.toBe(token)
  })

  test('is read with the key that it was signed with, as long as it lasts', async () => {
    await expect(createConfirmationTokens('other').read(await sign(change, 60))).rejects.toThrow()
    await expect(read(await sign(change, -1))).rejects.toThrow()
    await expect(read('a.b.c')).rejects.toThrow()
  })
})
