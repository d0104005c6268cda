/** Whatever a page refuses is told on it: each kind of page has a place for every problem. */
import { forms, kindOf } from '../../src/pages/views/kinds'
import type { AccountState, Section } from '../../src/pages/views/account/state'
import { createRenderer, type Page } from '../../src/pages/views/render'
import { en } from '../../src/pages/views/words/en'
import type { FieldProblem, PageName } from '../../src/pages/views/words/words'

const looks = { brand: {}, defaultLocale: 'en', hasMail: true }
const problems = Object.keys(en.problems) as FieldProblem[]
/** Those of the account page have a section, which says where they stand. */
const asking = (Object.keys(forms) as PageName[]).filter(
  (name) => !['account', 'press', 'leaving'].includes(kindOf(name)),
)
const { render } = createRenderer(looks)
const told = (name: PageName, problem: Page['problem']) =>
  render({ name, ...(problem && { problem }) }, { appName: 'Spec' }, 'en').match(/role="alert"/g)?.length

test.each(asking)('the page %s tells every problem, once', (name) => {
  const missing = problems.filter((problem) => told(name, { name: problem }) !== 1)
  expect(missing).toEqual([])
})

test.each(['signIn', 'signUp'] as const)('the page %s tells every problem with a provider, once', (page) => {
  const missing = problems.filter((name) => told(page, { name, provider: 'Acme' }) !== 1)
  expect(missing).toEqual([])
})

/** The element that a browser puts the focus on, and those that are marked as wrong. */
const marked = (html: string) => ({
  focus: Array.from(
    html.matchAll(/<[^<>]* autofocus[^<>]*>/g),
    ([tag]) => / (?:id|name|class)="([^"]*)"/.exec(tag)?.[1],
  ),
  wrong: Array.from(html.matchAll(/<input id="([^"]*)"[^<>]* aria-invalid="true"/g), ([, id]) => id),
})

test.each(['signInCode', 'codeWrong'] as const)('%s marks the field of the code', (problem) => {
  const html = render({ name: 'signIn', problem: { name: problem } }, { appName: 'Spec' }, 'en')
  expect(marked(html)).toEqual({ focus: ['code'], wrong: ['code'] })
})

const account: AccountState = {
  ...{ username: 'ann', email: 'ann@example.com', pendingEmail: '', done: undefined },
  ...{ isVerified: true, isVerifying: true, canVerify: false, hasPassword: true },
  ...{ sessions: [], activity: [], links: [{ provider: 'keycloak', title: 'Keycloak', isLinked: true }] },
}

test.each<[Section, boolean, string]>([
  ['page', true, 'problem'],
  ['name', true, 'new-name'],
  ['email', true, 'new-email'],
  ['email', false, 'new-email'],
  ['password', true, 'password-password'],
  ['sessions', true, 'problem'],
  ['links', true, 'problem'],
  ['language', true, 'language'],
  ['data', true, 'problem'],
  ['delete', true, 'delete-password'],
  ['delete', false, 'confirmed'],
])(
  'a problem in the section %s of the account page (password: %s) has the focus at %s',
  (section, hasPassword, at) => {
    const page = {
      ...{ name: 'account' as const, account: { ...account, hasPassword } },
      problem: { name: 'changeRefused' as const, section },
    }
    expect(marked(render(page, { appName: 'Spec' }, 'en')).focus).toEqual([at])
  },
)
