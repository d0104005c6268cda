/** What pages advise whoever can't come in: only what can help on this server. */
import { describeWithDatabase } from '../support/database'
import { type Host, type HostOptions, startHost } from '../support/host'
import { startMailbox } from '../support/mailbox'
import { openPage, sendForm } from '../support/pages'
import { rest } from '../support/rest'

const username = 'ann@example.com'
const password = 'correct-horse'
const newPassword = 'choose a new password'

describeWithDatabase('a page for whoever can’t come in', (database) => {
  let host: Host | undefined
  afterEach(() => host?.close())

  async function start(options: HostOptions, unlockOnPasswordReset?: boolean): Promise<Host> {
    const unlock = unlockOnPasswordReset === undefined ? {} : { unlockOnPasswordReset }
    const parseServer = { accountLockout: { duration: 5, threshold: 3, ...unlock } }
    host = await startHost({ database: database(), limits: false, ...options, parseServer })
    await rest(host, 'POST', '/users', { body: { username, email: username, password } })
    return host
  }
  /** Of the sign-in of a locked account, and of the sign-up with an address that is taken. */
  async function told({ url }: Host): Promise<[locked: string, taken: string]> {
    const signIn = await openPage(`${url}/auth/sign-in`)
    const wrong = { username, password: 'wrong-horse' }
    for (let tries = 0; tries < 3; tries += 1) await sendForm(signIn, wrong)
    const locked = await sendForm(signIn, wrong)
    const signUp = await openPage(`${url}/auth/sign-up`)
    const taken = await sendForm(signUp, { email: username, new_password: 'battery-staple' })
    const said = (html: string) => /role="alert">([^<]*)</.exec(html)?.[1] ?? ''
    return [said(locked.html), said(taken.html)]
  }

  test('advises a new password where that opens the account', async () => {
    const mailbox = await startMailbox()
    const email = { from: 'Spec App <no-reply@example.com>', transport: mailbox.url }
    const [locked, taken] = await told(await start({ email }))
    expect([locked, taken]).toEqual([
      `This account is locked after too many attempts. Try again later, or ${newPassword}.`,
      `There is an account with this address already: sign in, or ${newPassword}.`,
    ])
    await mailbox.close()
  })

  test('advises none where a lock outlasts it', async () => {
    const mailbox = await startMailbox()
    const email = { from: 'Spec App <no-reply@example.com>', transport: mailbox.url }
    const [locked, taken] = await told(await start({ email }, false))
    expect(locked).toBe('This account is locked after too many attempts. Try again later.')
    expect(taken).toContain(newPassword)
    await mailbox.close()
  })

  test('advises none where there is no mail', async () => {
    expect(await told(await start({}))).toEqual([
      'This account is locked after too many attempts. Try again later.',
      'There is an account with this address already: sign in.',
    ])
  })
})
