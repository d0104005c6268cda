/** Whatever a page refuses is told on it: each kind of page has a place for every problem. */
import { forms, kindOf } from '../../src/pages/views/kinds'
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

test('the page to sign in tells every problem with a provider, once', () => {
  const missing = problems.filter((name) => told('signIn', { name, provider: 'Acme' }) !== 1)
  expect(missing).toEqual([])
})
