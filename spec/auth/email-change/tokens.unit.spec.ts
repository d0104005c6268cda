/** pendingEmail: what it needs, and what its tokens are worth. */
import { type AccountsError, type AccountsOptions, createAccounts } from '../../../index'
import { createChangeTokens } from '../../../src/auth/email-change/tokens'
import { resolveOptions } from '../../../src/options'

const parseServer = {
  appId: 'my-app',
  masterKey: 'secret',
  publicServerURL: 'https://api.example.com/parse',
  appName: 'My App',
  databaseURI: 'postgres://localhost/app',
}
const verifying = { ...parseServer, verifyUserEmails: true }
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

test('pendingEmail is off where nobody asks for it: the REST guide changes addresses at once', () => {
  const pendingOf = (options: object) =>
    resolveOptions({ parseServer: verifying, email, ...options }).pendingEmail
  expect([pendingOf({}), pendingOf({ pendingEmail: true })]).toEqual([false, true])
})

test('pendingEmail is true or false', () => {
  expect(problemsOf({ parseServer: verifying, email, pendingEmail: 'yes' })).toEqual([
    { path: 'pendingEmail', message: 'expected true or false' },
  ])
  expect(problemsOf({ parseServer: verifying, email })).toEqual([])
})

describe('a token', () => {
  const change = { userId: 'u1', oldEmail: 'old@example.com', newEmail: 'new@example.com', number: 3 }
  const { signConfirmation, readConfirmation, signStop, readStop } = createChangeTokens('key')
  const others = [
    { ...change, userId: 'u2' },
    { ...change, oldEmail: 'new@example.com' },
    { ...change, newEmail: 'old@example.com' },
    { ...change, number: 4 },
  ]

  test.each([
    ['confirms', (of: typeof change) => signConfirmation(of, 60), readConfirmation],
    ['stops', signStop, readStop],
  ])('that %s a change is of that change alone, and differs each time', async (_what, sign, read) => {
    const token = await sign(change)
    const { userId, isOf } = await read(token)
    expect(userId).toBe('u1')
    expect([change, ...others].map(isOf)).toEqual([true, false, false, false, false])
    expect(await sign(change)).not.toBe(token)
  })

  test('is read with the key that it was signed with, as long as it lasts, and for its own use', async () => {
    const other = createChangeTokens('other')
    await expect(other.readConfirmation(await signConfirmation(change, 60))).rejects.toThrow()
    await expect(other.readStop(await signStop(change))).rejects.toThrow()
    await expect(readConfirmation(await signConfirmation(change, -1))).rejects.toThrow()
    await expect(readConfirmation(await signStop(change))).rejects.toThrow()
    await expect(readStop(await signConfirmation(change, 60))).rejects.toThrow()
    await expect(readStop('a.b.c')).rejects.toThrow()
  })
})
