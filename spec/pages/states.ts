/** Every account page in a browser, and every state of its forms, one after the other. */
import type { Page } from 'playwright-core'
import { type AccountPages, tokenIn } from './account-pages'

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true }).waitFor()

/** A form that is sent with nothing in it. */
async function refused(page: Page, address: string, button: string): Promise<void> {
  await page.goto(address)
  await page.getByRole('button', { name: button, exact: true }).click()
  await page.getByRole('alert').waitFor()
}

const plain = [
  ...['verified', 'link-expired', 'invalid-link', 'invalid-link?for=password', 'resend', 'resend-sent'],
  ...['forgot-password', 'reset-sent', 'password-saved', 'sign-in?next=/home', 'sign-up', 'sign-out'],
]

async function* account({ newcomer, page: at }: AccountPages, page: Page) {
  const { username } = await newcomer()
  await page.goto(at('sign-in?next=/auth/account'))
  await page.getByLabel('E-mail address or user name').fill(username)
  await page.getByLabel('Password', { exact: true }).fill('correct-horse')
  await page.keyboard.press('Enter')
  await heading(page, 'Your account')
  yield 'account'
  for (const summary of await page.locator('summary').all()) await summary.click()
  yield 'account, with all of its forms'
  await page.locator('#new-name').fill('other')
  await page.locator('#name-password').fill('wrong')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').waitFor()
  yield 'account, with a problem'
  await page.goto(at('account?done=saved'))
  await page.getByRole('status').waitFor()
  yield 'account, with what was done'
  await page.locator('summary', { hasText: 'Delete your account' }).click()
  await page.locator('#delete-password').fill('correct-horse')
  await page.getByRole('button', { name: 'Delete account' }).click()
  await page.getByRole('alert').waitFor()
  yield 'account, with a deletion that nobody has confirmed'
  await page.locator('#delete-password').fill('correct-horse')
  await page.getByLabel('Yes, delete my account for good').check()
  await page.getByRole('button', { name: 'Delete account' }).click()
  await heading(page, 'Your account is deleted')
  yield 'account-deleted'
}

/** @yields what is shown now */
export async function* statesOf(given: AccountPages, page: Page): AsyncGenerator<string> {
  const { newcomer, askForReset, page: at } = given
  const user = await newcomer()
  const reset = await askForReset(user)
  for (const name of [...plain, `verify-email?token=${tokenIn(user.link)}`]) {
    await page.goto(at(name))
    yield name
  }
  for (const [name, button] of [
    ['resend', 'Send a new link'],
    ['sign-in', 'Sign in'],
    ['sign-up', 'Create account'],
  ] as const) {
    await refused(page, at(name), button)
    yield `${name}, with a problem`
  }
  await page.goto(reset)
  yield 'reset-password'
  await page.getByLabel('New password', { exact: true }).fill('short')
  await page.getByRole('button', { name: 'Save password' }).click()
  await page.getByRole('alert').waitFor()
  yield 'reset-password, with a problem'
  await page.goto(user.link)
  await page.getByRole('button').click()
  await heading(page, 'Your e-mail address is confirmed')
  await page.goto(user.link)
  await heading(page, 'Your e-mail address is confirmed already')
  yield 'verify-email, of a used link'
  yield* account(given, page)
}
