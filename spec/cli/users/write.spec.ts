/** `users import` of what a row can't bring along: it costs a field or a row, and never the run. */
import { Buffer } from 'node:buffer'
import { hash } from '../../support/bcrypt'
import { describeWithDatabase } from '../../support/database'
import { importUsers, lines } from '../../support/user-files'

describeWithDatabase('users import of odd values', (database) => {
  const friends = { __type: 'Relation', className: '_User' }

  test.each(['plain', 'parse'])('takes users without their relations, of %s', async (from) => {
    const passwordHash = await hash('correct-horse')
    const users = ['a', 'b'].map((name) => ({ username: `${from}-${name}`, passwordHash, friends }))
    for (const args of [['--dry-run'], []]) {
      const { code, counts } = await importUsers(database(), lines(users), ['--from', from, ...args])
      expect({ code, ...counts }).toMatchObject({ code: 0, imported: 2, 'not taken': 0 })
    }
  })

  test('refuses a row with a value that nobody could read or store, and takes the others', async () => {
    const user = (name: string, more: object = {}) => ({
      username: name,
      email: `${name}@example.com`,
      ...more,
    })
    const users = [
      user('first'),
      user('timeless', { born: { __type: 'Date', iso: 'never' } }),
      user('half', { about: { letter: '\ud800' } }),
      user('odd', { area: { __type: 'Polygon', coordinates: 7 } }),
      user('last'),
    ]
    const { code, report } = await importUsers(database(), lines(users))
    const half = { 'line 3': 'is refused by the database (102)' }
    const both = { 'line 2': 'born is no time', 'line 4': 'has a value that can’t be stored here' }
    expect({ code, report }).toEqual({
      code: 1,
      report: { ...both, ...(database().engine === 'postgresql' && half) },
    })
    const again = await importUsers(database(), lines([users[0]!, users[4]!]))
    expect(again.counts).toMatchObject({ 'there already': 2 })
  })

  test('takes nobody by a password hash alone, without a name to log in by', async () => {
    const passwordHash = await hash('correct-horse')
    const fault = 'has a password hash, but neither username nor email: nobody could log in'
    const titled = await importUsers(
      database(),
      `Username,Email,passwordHash\nmia,m@a.example,${passwordHash}`,
    )
    expect([titled.counts.imported, titled.report]).toEqual([0, { 'line 2': fault }])
    const users = [
      { username: '', email: '', passwordHash },
      { passwordHash, authData: { google: { id: 'mia' } } },
    ]
    const { counts, report } = await importUsers(database(), lines(users))
    expect([counts.imported, report]).toEqual([1, { 'line 1': fault }])
  })

  test('refuses a row that is not UTF-8, in whichever field', async () => {
    const file = Buffer.from('username,email,city\njo,jo@example.com,K\u00f6ln\n', 'latin1')
    const { counts, report } = await importUsers(database(), file)
    expect([counts.imported, report]).toEqual([0, { 'line 2': 'has letters that are not UTF-8' }])
  })

  test('takes the second row of an address whose first one is refused', async () => {
    const born = { __type: 'Date', iso: '2000-01-01T00:00:00.000Z' }
    const users = [
      { email: 'born@example.com', born },
      { email: 'twice@example.com', born: 'long ago' },
      { email: 'Twice@example.com', born },
      { email: 'TWICE@example.com', born },
    ]
    const { counts, report } = await importUsers(database(), lines(users))
    expect(counts).toMatchObject({ imported: 2, 'there already': 1, 'not taken': 1 })
    expect(report).toEqual({
      'line 2': 'has a field that is of another type here',
      'line 4': 'is there already',
    })
  })
})
