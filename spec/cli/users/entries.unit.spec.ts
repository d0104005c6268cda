/** Reading a CSV of users: lines that are longer than anybody’s, and titles that say nothing. */
import { openUserFile } from '../../../src/cli/users/entries'
import { fileWith } from '../../support/user-files'

async function entriesOf(lines: string[]) {
  const { entries } = await openUserFile(fileWith(`${lines.join('\n')}\n`))
  const read: { place: string; name?: string; fault?: string; isLast?: true }[] = []
  for await (const { record, ...entry } of entries) read.push({ ...entry, ...(record as { name: string }) })
  return read
}

const fault = 'is longer than 1 MB, or begins a quoted text that does not end'
const long = 'x'.repeat(3_000_000)

test.each([
  ['has no quote', long],
  ['is quoted', `"${long}"`],
  ['begins a quote', `"${long}`],
])('a line of CSV that is too long and %s is told once, with the reason', async (_what, cell) => {
  const read = await entriesOf(['name,bio', 'ann,short', `bob,${cell}`, 'carl,short'])
  expect(read).toEqual([
    { place: 'line 2', name: 'ann', bio: 'short' },
    { place: 'line 3', fault, isLast: true },
  ])
})

test('a CSV that has two columns of one name is not read', async () => {
  const read = await entriesOf(['name,email,name', 'ann,ann@example.com,anne'])
  expect(read).toEqual([
    {
      place: 'line 1',
      fault: 'has two columns of one name: nobody knows which of them counts',
      isLast: true,
    },
  ])
})
