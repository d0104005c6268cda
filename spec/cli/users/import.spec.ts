/** `users import`: who is taken, who is not and why, and that they log in. */
import { Buffer } from 'node:buffer'
import path from 'node:path'
import { hash } from '../../support/bcrypt'
import { runCli, startCli } from '../../support/cli'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { firebaseUser, importedPassword } from '../../support/imported-hashes'
import { rest } from '../../support/rest'
import { configOf } from '../../support/rule-users'
import { fileWith, folder, hashConfig, importUsers, lines } from '../../support/user-files'

describeWithDatabase('users import', (database) => {
  let host: Host
  let passwordHash: string
  beforeAll(async () => {
    host = await startHost({ database: database(), limits: false })
    passwordHash = await hash('correct-horse')
    await rest(host, 'POST', '/users', {
      body: { username: 'Taken', password: 'correct-horse', email: 'taken@example.com' },
    })
  })
  afterAll(() => host.close())

  const logIn = async (username: string, password = 'correct-horse') =>
    (await rest(host, 'POST', '/login', { body: { username, password } })).body as Record<string, unknown>
  const stored = async (email: string) =>
    (await configOf(host).database.find('_User', { email }))[0] as Record<string, unknown>
  const total = async () => (await configOf(host).database.find('_User', {})).length

  test('takes users of Auth0 with bcrypt hashes, and says of all others why not', async () => {
    const user = (name: string, more: object = {}) => ({
      ...{ _id: { $oid: `a${name}` }, email: `${name}@example.com`, email_verified: true, passwordHash },
      ...more,
    })
    const rows = [
      user('ann', { name: 'Ann', created_at: '2020-02-03T04:05:06.000Z' }),
      user('bea', { email_verified: 'f', username: ' Be\u0061\u0301 ' }),
      user('eve', { blocked: true }),
      {
        user_id: 'google-oauth2|7',
        email: 'gil@example.com',
        identities: [{ provider: 'google-oauth2', user_id: 7 }],
      },
      user('other', { email: 'TAKEN@example.com' }),
      user('name', { username: 'tAKEN' }),
      user('ANN'),
      user('short', { passwordHash: 'sEcReT' }),
      user('costly', { passwordHash: passwordHash.replace(/^(\$2.\$)\d\d/, '$131') }),
      user('blank', { username: 'a\u200bb' }),
      { user_id: 'auth0|nobody', email: 'no address' },
      { name: 'nothing at all' },
      [user('array')],
    ]
    const content = `\uFEFF${lines(rows)}{"email":"sEcReT\n\n${lines([user('ann', { name: 'Ann' })])}`
    const { code, stderr, stdout, counts, report } = await importUsers(database(), content, [
      '--from',
      'auth0',
    ])
    expect({ code, ...counts }).toMatchObject({ code: 1, read: 15, imported: 4, 'not taken': 10 })
    expect(report).toEqual({
      'line 5': 'has the email of another user',
      'line 6': 'has the username of another user',
      'line 7': 'has the email of another user',
      'line 8': 'has a password hash that is of no kind that is known here',
      'line 9': 'has a password hash that has a cost of bcrypt below 4 or above 14',
      'line 10': 'The username must not have invisible characters.',
      'line 11': 'email is no e-mail address',
      'line 12': 'has no password, no e-mail address and no identity: nobody could log in',
      'line 13': 'is no object',
      'line 14': 'is not well-formed JSON',
      'line 16': 'is there already',
    })
    expect(stdout + stderr + JSON.stringify(report)).not.toMatch(/sEcReT|\$2/)

    const ann = await logIn('ann@example.com')
    expect(ann).toMatchObject({ username: 'ann@example.com', emailVerified: true, name: 'Ann' })
    expect(ann).toMatchObject({ authData: { auth0: { id: 'auth0|aann' } } })
    expect(ann.createdAt).toBe('2020-02-03T04:05:06.000Z')
    expect(ann.ACL).toEqual({ [String(ann.objectId)]: { read: true, write: true } })
    expect(await logIn('Beá')).toMatchObject({ email: 'bea@example.com', emailVerified: false })
    expect(await logIn('eve@example.com')).toMatchObject({ code: 119 })
    expect(await stored('gil@example.com')).toMatchObject({
      authData: { auth0: { id: 'google-oauth2|7' }, google: { id: '7' } },
    })

    const again = await importUsers(database(), content, ['--from', 'auth0'])
    expect(again.counts).toMatchObject({ imported: 0, 'there already': 5, 'not taken': 10 })
  })

  test('takes users of Firebase with their scrypt hashes, as JSON and as CSV', async () => {
    const from = ['--from', 'firebase', '--hash-config', hashConfig()]
    const { salt, hash: passwordHash } = firebaseUser
    const users = [
      {
        localId: 'f1',
        email: 'fay@example.com',
        emailVerified: true,
        passwordHash,
        salt,
        createdAt: '1486324170000',
      },
      { localId: 'f2', email: 'off@example.com', passwordHash, salt, disabled: true },
      { localId: 'f3', providerUserInfo: [{ providerId: 'google.com', rawId: '77' }], displayName: 'Gus' },
      { localId: 'f4', email: 'odd@example.com', passwordHash: 'AAAA', salt },
    ]
    const json = await importUsers(database(), JSON.stringify({ users }, null, 2), from)
    expect(json.counts).toMatchObject({ imported: 3, 'not taken': 1 })
    expect(json.report).toEqual({
      'entry 4': 'has a password hash that does not fit the hash parameters of a Firebase project',
    })
    expect(await logIn('fay@example.com', importedPassword)).toMatchObject({
      ...{ emailVerified: true, createdAt: '2017-02-05T19:49:30.000Z' },
      authData: { firebase: { id: 'f1' } },
    })
    expect(await logIn('off@example.com', importedPassword)).toMatchObject({ code: 119 })

    const cells = [
      'f5',
      'csv@example.com',
      'true',
      passwordHash,
      salt,
      '"Comma, the"',
      '',
      '555',
      ...Array<string>(15).fill(''),
    ]
    const csv = `${[...cells, '1486324170000', '', '', 'false', '"{""a"":1}"'].join(',')},\n`
    expect((await importUsers(database(), csv, from)).counts).toMatchObject({ imported: 1, 'not taken': 0 })
    expect(await logIn('csv@example.com', importedPassword)).toMatchObject({
      ...{ name: 'Comma, the', emailVerified: true },
      authData: { firebase: { id: 'f5' }, google: { id: '555' } },
    })
  })

  test('takes users of another Parse Server, with their ids, their fields and who may read them', async () => {
    const mongo = {
      ...{ _id: 'parse00001', username: 'pat', _hashed_password: passwordHash, email: 'pat@example.com' },
      ...{ _created_at: { $date: '2019-01-01T00:00:00Z' }, _updated_at: { $date: '2019-01-02T00:00:00Z' } },
      ...{ _rperm: ['*', 'parse00001'], _wperm: ['parse00001'], _session_token: 'sEcReT', _acl: {} },
      ...{
        _auth_data_facebook: { id: '5' },
        score: 7,
        born: { $date: '1999-01-01T00:00:00Z' },
        _p_friend: '_User$x',
      },
    }
    expect((await importUsers(database(), lines([mongo]), ['--from', 'parse'])).counts).toMatchObject({
      imported: 1,
    })
    expect(await logIn('pat')).toMatchObject({
      ...{ objectId: 'parse00001', createdAt: '2019-01-01T00:00:00.000Z', score: 7 },
      born: { __type: 'Date', iso: '1999-01-01T00:00:00.000Z' },
      ACL: { '*': { read: true }, parse00001: { read: true, write: true } },
      authData: { facebook: { id: '5' } },
    })
    const results = [
      { objectId: 'parse00002', username: 'pia', bcryptPassword: passwordHash, score: 'seven' },
      {
        objectId: 'parse00003',
        username: 'pip',
        bcryptPassword: passwordHash,
        score: 8,
        sessionToken: 'sEcReT',
      },
    ]
    const own = await importUsers(database(), JSON.stringify({ results }), ['--from', 'parse'])
    expect(own.report).toEqual({ 'entry 1': 'has a field that is of another type here' })
    expect(await logIn('pip')).toMatchObject({ objectId: 'parse00003', score: 8 })
  })

  test('takes CSV, and goes on behind lines that are broken', async () => {
    const csv = [
      'username,email,emailVerified,passwordHash,authData,password',
      `carl,carl@example.com,true,${passwordHash},"{""google"":{""id"":""9""}}",`,
      `short,short@example.com`,
      `clear,clear@example.com,false,,,sEcReT`,
      `list,list@example.com,false,${passwordHash},[],`,
      `last,last@example.com,false,${passwordHash},,`,
      `git,git@example.com,false,,"{""github"":{""id"":""9""}}",`,
      `code,,false,,"{""mfa"":{""secret"":""sEcReT""}}",`,
      `open,"open@example.com,false`,
    ].join('\r\n')
    const { code, counts, report, stdout } = await importUsers(database(), csv)
    expect({ code, ...counts }).toMatchObject({ code: 1, imported: 3, 'not taken': 5 })
    expect(report).toMatchObject({
      'line 3': 'has more or fewer cells than the first line',
      'line 4': 'has a password in clear: give its hash, as passwordHash',
      'line 5': 'authData is no object of JSON',
      'line 8': 'has no password, no e-mail address and no identity: nobody could log in',
    })
    expect(stdout).toContain('The file is broken at line 9: nothing behind it was read.')
    expect(await logIn('carl')).toMatchObject({ authData: { google: { id: '9' } } })
    expect(await stored('git@example.com')).toMatchObject({ authData: { github: { id: '9' } } })
  })

  test('takes what stands before the place where an array is broken', async () => {
    const good = [1, 2, 3].map((index) => ({ username: `array${index}`, passwordHash }))
    const { code, counts, report } = await importUsers(
      database(),
      `${JSON.stringify(good).slice(0, -1)},{"user`,
    )
    expect({ code, ...counts }).toMatchObject({ code: 1, imported: 3, 'not taken': 1 })
    expect(report).toEqual({ 'entry 4': 'is not well-formed JSON' })
  })

  test('writes nothing in a dry run, which finds what stands in a file twice', async () => {
    const before = await total()
    const users = Array.from({ length: 600 }, (_, index) => ({ username: `dry${index}`, passwordHash }))
    const content = lines([...users, { username: 'DRY1', passwordHash, email: 'd@example.com' }])
    const { code, counts, stdout } = await importUsers(database(), content, ['--dry-run'])
    expect({ code, ...counts }).toMatchObject({ code: 1, imported: 600, 'not taken': 1 })
    expect(stdout).toContain('This was a dry run: no user has been written.')
    expect(await total()).toBe(before)
  })

  test('goes on where it was killed: everybody is there once', async () => {
    const before = await total()
    const users = Array.from({ length: 2500 }, (_, index) => ({ username: `many${index}`, passwordHash }))
    const file = fileWith(lines(users))
    const cli = startCli(['users', 'import', file], { DATABASE_URI: database().uri })
    await cli.printed(' %')
    cli.process.kill('SIGKILL')
    await cli.result
    const between = (await total()) - before
    expect(between).toBeGreaterThan(0)
    expect(between).toBeLessThan(2500)
    const { code, stdout } = await runCli(['users', 'import', file], { DATABASE_URI: database().uri })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^read +2,500$/m)
    expect(await total()).toBe(before + 2500)
  })

  test('says how to go on when it is stopped by Ctrl-C, and goes on so', async () => {
    const before = await total()
    const users = Array.from({ length: 2500 }, (_, nth) => ({ username: `stopped${nth}`, passwordHash }))
    const file = fileWith(lines(users))
    const reportAt = (name: string) => path.join(folder, `${database().engine}-${name}`)
    const into = (name: string) => ['users', 'import', file, '--report', reportAt(name)]
    const cli = startCli(into('stopped.csv'), { DATABASE_URI: database().uri })
    await cli.printed(' %')
    cli.process.kill('SIGINT')
    const stopped = await cli.result
    expect(stopped.code).toBe(130)
    expect(stopped.stdout).toContain('\nStopped. To go on: the same command with another --report.\n')
    expect(await total()).toBeLessThan(before + 2500)
    expect((await runCli(into('went-on.csv'), { DATABASE_URI: database().uri })).code).toBe(0)
    expect(await total()).toBe(before + 2500)
  })

  test('refuses files of other kinds', async () => {
    const refusalOf = async (content: string | Buffer) =>
      (await runCli(['users', 'import', fileWith(content)], { DATABASE_URI: database().uri })).stderr
    expect(await refusalOf(Buffer.from('1f8b0800', 'hex'))).toContain('is compressed')
    expect(await refusalOf(Buffer.from('\uFEFF[]', 'utf16le'))).toContain('is UTF-16')
    expect(await refusalOf(' \n')).toContain('is empty')
  })
})
