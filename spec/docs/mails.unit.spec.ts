/** The pages about mails name each of them. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { templateNames } from '../../src/adapters/email/templates/values'
import { noticesOptions } from '../../src/cloud/notifications/options'

/** The names that the rows of its tables begin with. */
const rowsOf = (page: string) =>
  Array.from(
    readFileSync(path.join(__dirname, '../../docs', page), 'utf8').matchAll(/^\| `(\w+)`/gm),
    ([, name]) => name,
  )

test('docs/email-templates.md has a row for each mail', () => {
  expect(rowsOf('email-templates.md')).toEqual(expect.arrayContaining(templateNames))
})

test('docs/notices.md has a row for each notice', () => {
  const notices = Object.keys(noticesOptions.shape).filter((name) => name !== 'accountUrl')
  expect(rowsOf('notices.md').sort()).toEqual(notices.sort())
})
