/** The parser of `where`: it takes one comparison and nothing else. */
import { emailIn } from '../../../src/auth/backendless/where-clause'

const good: [where: string, email: string][] = [
  ["email='ann@example.com'", 'ann@example.com'],
  ["email = 'ann@example.com'", 'ann@example.com'],
  ["  email  =  'ann@example.com'  ", 'ann@example.com'],
  ["email='o''brien@example.com'", "o'brien@example.com"],
  ["email='''a''@example.com'''", "'a'@example.com'"],
  ["email='ann+tag.x_y-z@sub.example.com'", 'ann+tag.x_y-z@sub.example.com'],
  ["email='ånn@exämple.com'", 'ånn@exämple.com'],
  ["email='安@例え.jp'", '安@例え.jp'],
  // Strange, and no more than strange: the whole is a value, which nobody has.
  ["email='a@x'';DROP/**/TABLE/**/_User;--'", "a@x';DROP/**/TABLE/**/_User;--"],
  ["email='$where@{$gt:1}'", '$where@{$gt:1}'],
  ["email='%@%'", '%@%'],
  ["email='.*@.*'", '.*@.*'],
  ["email='a@b\\'", 'a@b\\'],
]

const hostile: string[] = [
  '',
  ' ',
  'email',
  'email=',
  "email='",
  "email=''",
  "email=' '",
  "email='''",
  "email=''''",
  "email='ann'",
  "email='@'",
  "email='ann@'",
  "email='@example.com'",
  'email=ann@example.com',
  'email="ann@example.com"',
  'email=`ann@example.com`',
  'email=‘ann@example.com’',
  'email=＇ann@example.com＇',
  'email=´ann@example.com´',
  "email＝'ann@example.com'",
  "email=='ann@example.com'",
  "email!='ann@example.com'",
  "email<>'ann@example.com'",
  "email>'ann@example.com'",
  "email<='ann@example.com'",
  "email like 'ann@example.com'",
  "email LIKE '%@example.com'",
  "email in ('ann@example.com')",
  "email IN('ann@example.com','bob@example.com')",
  "email is not null or email='a@b'",
  "not email='ann@example.com'",
  "(email='ann@example.com')",
  "((email)='ann@example.com')",
  "email=('ann@example.com')",
  "email='a@b' or '1'='1'",
  "email='a@b' OR 1=1",
  "email='a@b' and password='x'",
  "email='a@b' AND email='c@d'",
  "email='a@b'--",
  "email='a@b' -- ",
  "email='a@b'#",
  "email='a@b'/*",
  "email='a@b'/**/",
  "/**/email='a@b'",
  "email/**/='a@b'",
  "email='a@b';",
  "email='a@b'; drop table _User",
  "email='a@b' union select * from _Session",
  "email='a@b'||''",
  "email='a@b'+''",
  "email='a@b''",
  "email='a'b@c'",
  "email='o'brien@example.com'",
  "email='a@b' ''",
  "email='a@b\\' or 1=1'",
  "email='' or ''@''='",
  "Email='ann@example.com'",
  "EMAIL='ann@example.com'",
  "emаil='ann@example.com'",
  "email\u00a0='ann@example.com'",
  "`email`='ann@example.com'",
  '"email"=\'ann@example.com\'',
  "Users.email='ann@example.com'",
  "username='ann@example.com'",
  "objectId='abc@def'",
  "password='x@y'",
  "sessionToken='r:x@y'",
  "_hashed_password='x@y'",
  "'ann@example.com'=email",
  "email='ann@example.com'\n",
  "email\n='ann@example.com'",
  "\temail='ann@example.com'",
  "email='ann@example.com'\0",
  "email='ann\0@example.com'",
  "email='ann@example.com\n'",
  "email='ann @example.com'",
  "email='ann\u00a0@example.com'",
  "email='ann\u200b@example.com'",
  "email='\u202eann@example.com'",
  "email='ann\ud800@example.com'",
  "email='ann\ufeff@example.com'",
  "\ufeffemail='ann@example.com'",
  '{"email":"ann@example.com"}',
  '{"email":{"$ne":null}}',
  '{"$or":[{}]}',
  'true',
  '1=1',
  `email='${'a'.repeat(700)}@example.com'`,
  `email='${"''".repeat(400)}@example.com'`,
  `${' '.repeat(700)}email='ann@example.com'`,
  `${'('.repeat(300)}email='ann@example.com'${')'.repeat(300)}`,
]

const refusal = expect.objectContaining({ name: 'BackendlessError', code: 400, status: 400 }) as Error

test.each(good)('reads %j', (where, email) => {
  expect(emailIn({ where })).toBe(email)
})

test.each(hostile)('refuses %j', (where) => {
  expect(() => emailIn({ where })).toThrow(refusal)
})

const where = "email='ann@example.com'"

test.each<Record<string, unknown>>([
  {},
  { WHERE: where },
  { where: undefined },
  { where: null },
  { where: 1 },
  { where: [where] },
  { where: [where, where] },
  { where: { email: 'ann@example.com' } },
  { where: { toString: 'x' } },
  { where, pageSize: '100' },
  { where, offset: '1' },
  { where, props: 'password' },
  { where, loadRelations: 'sessions' },
  { where, 'where[]': where },
  JSON.parse(`{ "where": "${where}", "__proto__": { "admin": true } }`) as Record<string, unknown>,
])('refuses the query %j', (query) => {
  expect(() => emailIn(query)).toThrow(refusal)
})

test('does not repeat what it refuses', () => {
  expect(() => emailIn({ where: "email='secret'" })).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('secret') }) as Error,
  )
})

test('refuses long and tangled text at once', () => {
  for (const unit of ["'", "''", "' ", "='", 'email='])
    for (const length of [590, 200_000])
      expect(() => emailIn({ where: `email='${unit.repeat(length / unit.length)}` })).toThrow(refusal)
})
