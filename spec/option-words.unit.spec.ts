/** Options: whatever is wrong is told in words of ours, for each option, and a misspelt name gets the right one. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { accountsOptions } from '../src/options'
import { internals } from '../src/parse/internals'
import { good, optionPaths, problemsOf } from './support/options'

function withValue(at: string[], value: unknown): unknown {
  const [key, ...rest] = at
  if (key === undefined) return value
  return key === '0' ? [withValue(rest, value)] : { [key]: withValue(rest, value) }
}

const paths = optionPaths()
const texts = ['', 'nonsense', 'x'.repeat(100_000)]
const wrong = [-1.5, 1e300, NaN, null, undefined, true, [], [1], { x: 1 }, () => 0, Symbol('x'), ...texts]

test('every option is looked at', () => {
  expect(paths.length).toBeGreaterThan(150)
})

test.each(paths.map((at) => [at.join('.') || 'all', at]))(
  'what is wrong with %s is told in our words',
  (_name, at) => {
    const problems = wrong.flatMap(
      (value) => accountsOptions.safeParse(withValue(at, value)).error?.issues ?? [],
    )
    const others = problems.filter(
      ({ code, message }) =>
        code !== 'unrecognized_keys' && /^(Invalid|Too |Unrecognized)|received/.test(message),
    )
    expect(others).toEqual([])
  },
)

test.each([
  [{ grafql: {} }, 'grafql', 'graphql'],
  [{ outbox: true, sesions: {} }, 'sesions', 'sessions'],
  [{ oidc: { kc: { clientID: 'x' } } }, 'oidc.kc.clientID', 'clientId'],
  [{ email: { brand: { colour: '#fff' } } }, 'email.brand.colour', 'color'],
  [{ parseServer: { ...good, databaseUrl: 'x' } }, 'parseServer.databaseUrl', 'databaseURI'],
  [{ parseServer: { ...good, masterkeyIps: [] } }, 'parseServer.masterkeyIps', 'masterKeyIps'],
])('a misspelt name gets the right one: %j', (options, path, right) => {
  expect(problemsOf({ parseServer: good, ...options })).toContainEqual({
    path,
    message: `unknown option: did you mean ${right}?`,
  })
})

test('a name that is near to none passes on to Parse Server, which tells its log', () => {
  expect(problemsOf({ parseServer: { ...good, silent: true, somethingOfTheHost: 1 } })).toEqual([])
})

test.each(['postgres', 'postgresql'])('a %s URL that is none is told how to write a password', (protocol) => {
  for (const sign of ['#', '/', '?']) {
    const databaseURI = `${protocol}://app:sEcReT${sign}@localhost/app`
    const [problem, ...others] = problemsOf({ parseServer: { ...good, databaseURI } })
    expect(problem?.message).toContain('write # as %23, / as %2F and ? as %3F')
    expect(JSON.stringify(problem)).not.toContain('sEcReT')
    expect(others).toEqual([])
    const encoded = `${protocol}://app:sEcReT${encodeURIComponent(sign)}@localhost/app`
    expect(problemsOf({ parseServer: { ...good, databaseURI: encoded } })).toEqual([])
  }
})

test('a database whose variable is not set is missing, and not that of the default', () => {
  const [problem] = problemsOf({ parseServer: { ...good, databaseURI: undefined } })
  expect(problem).toEqual({
    path: 'parseServer.databaseURI',
    message: expect.stringMatching(/^missing/) as string,
  })
  const withoutDatabase = Object.fromEntries(Object.entries(good).filter(([name]) => name !== 'databaseURI'))
  expect(problemsOf({ parseServer: withoutDatabase })).toEqual([])
})

test('a language that nobody has written, and a folder that is not there, stand in the list', () => {
  const email = { transport: 'smtp://localhost', from: 'a@example.com' }
  expect(problemsOf({ parseServer: good, email: { ...email, locale: 'xx' } })).toEqual([
    { path: 'email.locale', message: expect.stringMatching(/^expected one of de, en, /) as string },
  ])
  expect(
    problemsOf({ parseServer: good, email: { ...email, locale: 'no language', templates: '/none' } }),
  ).toEqual([
    { path: 'email.templates', message: expect.stringMatching(/^expected the path of a folder/) as string },
    { path: 'email.locale', message: expect.stringMatching(/^expected a language/) as string },
  ])
})

test.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd'])(
  'a page whose address is a document is refused: %s',
  (invalidLink) => {
    expect(problemsOf({ parseServer: { ...good, customPages: { invalidLink } } })).toEqual([
      {
        path: 'parseServer.customPages.invalidLink',
        message: expect.stringMatching(/^expected an absolute URL/) as string,
      },
    ])
  },
)

test('a page that opens an app is fine', () => {
  const customPages = { invalidLink: 'myapp://invalid' }
  expect(problemsOf({ parseServer: { ...good, customPages } })).toEqual([])
})

test('the types of parseServer have every option of Parse Server, and none that it has not', () => {
  const source = readFileSync(path.join(__dirname, '../src/api/parse-server-options.ts'), 'utf8')
  const passedOn = source.slice(source.indexOf('interface PassedOn'))
  const typed = [...passedOn.matchAll(/^ {2}(\w+)\?:/gm)].map(([, name]) => name)
  const checked = optionPaths()
    .flatMap(([group, key]) => (group === 'parseServer' && key ? [key] : []))
    .filter((key) => key !== 'name')
  const known = Object.keys(internals.optionDefinitions().ParseServerOptions)
  expect([...new Set([...typed, ...checked])].sort()).toEqual(known.sort())
})
