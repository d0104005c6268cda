/** Links of README and docs lead somewhere: to a file that the package carries, and to a heading in it. */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const root = path.join(__dirname, '../..')
const contentOf = (file: string) => readFileSync(path.join(root, file), 'utf8')
const pages = [
  ...['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md'],
  ...readdirSync(path.join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

interface Link {
  file: string
  heading: string
}

/** Those within the project. Code blocks have none. */
function linksIn(page: string): Link[] {
  const text = contentOf(page).replace(/^```.*?^```$/gms, '')
  return [...text.matchAll(/\[[^\]]*\]\(([^)\s]+)\)/g)]
    .filter(({ 1: target = '' }) => !/^[a-z]+:/.test(target))
    .map(({ 1: target = '' }) => {
      const [file = '', heading = ''] = target.split('#')
      const found = file ? path.posix.join(path.posix.dirname(page), file) : page
      return { file: found, heading }
    })
}

/** As GitHub and npm make them of headings. */
const anchorsIn = (file: string) =>
  [...contentOf(file).matchAll(/^#+ (.+)$/gm)].map(({ 1: heading = '' }) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_\- ]/gu, '')
      .replaceAll(' ', '-'),
  )

const broken = (page: string) =>
  linksIn(page).filter(
    ({ file, heading }) =>
      !existsSync(path.join(root, file)) || (heading !== '' && !anchorsIn(file).includes(heading)),
  )

test.each(pages)('the links of %s lead somewhere', (page) => {
  expect(broken(page)).toEqual([])
})

describe('the package', () => {
  let packed: string[]
  beforeAll(() => {
    const said = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root })
    const [{ files }] = JSON.parse(said.toString()) as [{ files: { path: string }[] }]
    packed = files.map((file) => file.path)
  })
  const isPacked = (file: string) => packed.some((each) => each === file || each.startsWith(`${file}/`))

  test('carries all that README points at', () => {
    const links = linksIn('README.md')
    expect(links.length).toBeGreaterThan(40)
    expect(links.filter(({ file }) => !isPacked(file))).toEqual([])
  })

  test('carries every page that a page points at', () => {
    const links = pages.flatMap(linksIn).filter(({ file }) => file.endsWith('.md'))
    expect(links.filter(({ file }) => !isPacked(file))).toEqual([])
  })

  test('carries nothing of the specs, the demo and the benchmarks', () => {
    expect(packed.filter((file) => /^(spec|dev|bench|src|\.)/.test(file))).toEqual([])
  })
})
