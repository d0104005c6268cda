import { type Mailbox, startMailbox } from '../../support/mailbox'
import { cooldude6, describeGuide } from './guide'

let mailbox: Mailbox
beforeAll(async () => {
  mailbox = await startMailbox()
})
afterAll(() => mailbox.close())

const email = 'coolguy@iloveapps.com'
const withEmail = () => ({ email: { transport: mailbox.url, from: 'Spec App <no-reply@example.com>' } })

describeGuide('Requesting A Password Reset', withEmail, (guide) => {
  const ask = (body: object) => guide.send('POST', '/requestPasswordReset', { body })
  const logIn = async (password: string) =>
    (await guide.send('POST', '/login', { body: { username: cooldude6.username, password } })).status

  test('answers an empty JSON object and mails a link to the form', async () => {
    await guide.signUp({ ...cooldude6, email })
    const { status, body } = await ask({ email })
    expect(status).toBe(200)
    expect(body).toEqual({})
    const mail = await mailbox.next({ to: email })
    expect(mail.subject).toBe('Choose a new password for Spec App')
    const form = await fetch(mail.links[0]!)
    expect(form.status).toBe(200)
    expect(form.headers.get('content-type')).toMatch(/^text\/html/)
  })

  test('mails a link that sets a new password, once', async () => {
    await guide.signUp({ ...cooldude6, email })
    await ask({ email })
    const link = new URL((await mailbox.next({ to: email })).links[0]!)
    const choose = (new_password: string) =>
      fetch(link.origin + link.pathname, {
        method: 'POST',
        headers: { 'X-Requested-With': 'XMLHttpRequest' },
        body: new URLSearchParams({ new_password, token: link.searchParams.get('token')! }),
      })
    expect((await choose('chosen-1')).status).toBe(200)
    expect((await mailbox.next({ to: email })).subject).toBe('Your Spec App password was changed')
    expect((await choose('chosen-2')).status).toBe(400)
    expect(await logIn('chosen-1')).toBe(200)
    expect(await logIn('chosen-2')).toBe(404)
    expect(await logIn(cooldude6.password)).toBe(404)
  })

  test.each([
    [{}, 204],
    [{ email: { $ne: '' } }, 125],
  ])('refuses %j', async (request, code) => {
    const { status, body } = await ask(request)
    expect(status).toBe(400)
    expect(body).toEqual({ code, error: expect.any(String) as string })
  })
})

describeGuide('Requesting A Password Reset, unknown address', withEmail, (guide) => {
  test('gives the same answer, and sends nothing', async () => {
    await guide.signUp({ ...cooldude6, email })
    const send = (address: string) =>
      guide.send('POST', '/requestPasswordReset', { body: { email: address } })
    const [known, unknown] = [await send(email), await send('unknown@iloveapps.com')]
    expect([unknown.status, unknown.body]).toEqual([known.status, known.body])
    const names = (headers: Headers) => [...headers.keys()]
    expect(names(unknown.headers)).toEqual(names(known.headers))
    await mailbox.next({ to: email })
    const before = mailbox.messages.length
    await guide.host.accounts.close() // waits for mails under way
    expect(mailbox.messages).toHaveLength(before)
  })
})
