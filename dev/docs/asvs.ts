/** docs/asvs.md, from docs/asvs.json: where this package stands in each requirement of OWASP ASVS. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

const id = z.string().regex(/^V\d+\.\d+\.\d+$/)
const common = { id, level: z.union([z.literal(1), z.literal(2)]), about: z.string().min(1) }

const text = z.string().min(1)

/** `met` is shown by files, and may say what is left to the host; all others say what to do, why not, or what is missing. */
const requirement = z.discriminatedUnion('state', [
  z.strictObject({
    ...common,
    state: z.literal('met'),
    shownBy: z.array(text).nonempty(),
    note: text.optional(),
  }),
  z.strictObject({ ...common, state: z.enum(['host', 'n/a', 'open']), note: text }),
])

export type Requirement = z.infer<typeof requirement>

export const requirements = (): Requirement[] =>
  z
    .array(requirement)
    .parse(JSON.parse(readFileSync(path.join(__dirname, '../../docs/asvs.json'), 'utf8')) as unknown)

const chapters = [
  ...['Encoding and sanitization', 'Validation and business logic', 'Web frontend', 'API and web service'],
  ...['File handling', 'Authentication', 'Session management', 'Authorization', 'Self-contained tokens'],
  ...['OAuth and OIDC', 'Cryptography', 'Secure communication', 'Configuration', 'Data protection'],
  ...['Secure coding and architecture', 'Security logging and error handling', 'WebRTC'],
]

const words = { met: 'met', host: 'host’s duty', 'n/a': 'does not apply', open: 'open' }
const states = Object.keys(words) as Requirement['state'][]

const head = `# OWASP ASVS 5.0.0

Where this package stands in each requirement of levels 1 and 2 of the
[Application Security Verification Standard](https://github.com/OWASP/ASVS/tree/v5.0.0), in words of its own; the
standard has the requirement itself under its number. **Met** names the files that show it; specs are in the repository,
not in the package. **Host’s duty** says what to do: what Parse Server’s options, your proxy or your app decide. **Open**
is not met, or not shown. It is no certificate: nobody but the authors has looked. This page is generated from \`docs/asvs.json\`: \`npm run docs\`
writes it.
`

const linked = (file: string) => `[\`${file}\`](../${file})`

const row = (each: Requirement) => {
  const files = each.state === 'met' ? each.shownBy.map(linked).join(', ') : undefined
  const how = [files, each.note].filter((part) => part !== undefined).join('; ')
  return `| ${each.id} | ${each.level} | ${each.about} | ${words[each.state]} | ${how} |`
}

const table = (titles: string[], rows: string[]) =>
  [`| ${titles.join(' | ')} |`, `|${' --- |'.repeat(titles.length)}`, ...rows].join('\n')

function counts(all: Requirement[]): string {
  const count = (level: number, state: Requirement['state']) =>
    all.filter((each) => each.level === level && each.state === state).length
  const rows = [1, 2].map(
    (level) => `| ${level} | ${states.map((state) => count(level, state)).join(' | ')} |`,
  )
  return table(['level', ...states.map((state) => words[state])], rows)
}

/** In the order of the standard. */
export function asvsPage(): string {
  const all = requirements()
  const sections = chapters.map((title, index) => {
    const rows = all.filter((each) => each.id.startsWith(`V${index + 1}.`)).map(row)
    return `## V${index + 1} ${title}\n\n${table(['id', 'level', 'what', 'state', 'how'], rows)}`
  })
  return `${[head, counts(all), ...sections].join('\n\n')}\n`
}
