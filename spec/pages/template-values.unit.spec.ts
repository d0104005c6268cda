/** What our words on a page tell of, a template of the host can tell in words of its own. */
import { rulesOf } from '../../src/pages/views/templates/values'
import { en } from '../../src/pages/views/words/en'
import type { PageName } from '../../src/pages/views/words/words'

const names = Object.keys(en.pages) as PageName[]

test.each(names)('the words of %s use only values that its template has', (name) => {
  const words = Object.values(en.pages[name]).join(' ')
  const used = Array.from(words.matchAll(/\{\{[#^/]?(\w+)\}\}/g), ([, value]) => value)
  expect(rulesOf(name).values).toEqual(expect.arrayContaining(used))
})
