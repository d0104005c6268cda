/** Finds a Chromium that can be driven here, and the flags that it needs here. */
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { keepFolder } from '../../src/testing/postgres/keep-folder'
import { cachePath, onPath } from './cache-dir'
import { reasonOf } from '../../src/errors'
import { run } from '../../src/testing/postgres/run'

export interface Chromium {
  path: string
  /** As "147.0.7727.15". */
  version: string
  /** Where it came from, for people. */
  source: string
  args: string[]
  /** What it needs in its environment, on top of what is there. */
  env: Record<string, string>
}

/** No Chromium, and why: one reason for each place where it could have come from. */
export interface MissingChromium {
  missing: string
}

interface Source {
  name: string
  find: () => Promise<string | undefined> | string | undefined
}

export async function findChromium(): Promise<Chromium | MissingChromium> {
  const chosen = process.env.CHROMIUM_PATH
  const sources: Source[] = chosen
    ? [{ name: 'CHROMIUM_PATH', find: () => chosen }]
    : [
        { name: 'a chromium on the PATH', find: chromiumOnPath },
        { name: '@sparticuz/chromium', find: unpackedChromium },
      ]
  const reasons: string[] = []
  for (const { name, find } of sources) {
    try {
      const path = await find()
      if (path) return await describe(path, name)
    } catch (error) {
      reasons.push(`${name}: ${reasonOf(error)}`)
    }
  }
  return { missing: reasons.join('; ') }
}

/** The one without windows first: it takes less than half of the time. */
const chromiumOnPath = () =>
  onPath('chromium-headless-shell') ?? onPath('chromium') ?? onPath('chromium-browser')

/** Asking for the version also shows whether all its libraries are there. */
async function describe(path: string, source: string): Promise<Chromium> {
  const args = flags()
  const env = await fontsOf(path)
  const output = await run(path, [...args, '--version'], { timeout: 30_000 })
  return { path, version: /[\d.]{5,}/.exec(output)?.[0] ?? 'of unknown version', source, args, env }
}

/** It must not call home, and as root it starts only without its sandbox. */
function flags(): string[] {
  const quiet = ['no-first-run', 'disable-background-networking', 'disable-component-update', 'disable-sync']
  const plain = ['disable-gpu', 'disable-quic', ...(process.getuid?.() === 0 ? ['no-sandbox'] : [])]
  return [...quiet, ...plain].map((name) => `--${name}`)
}

/**
 * The package unpacks itself into the folder for temporary files, where two processes at once would run half a
 * program; so it does so into a folder of its own, in a process of its own.
 */
async function unpackedChromium(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(`it is for linux x64, and this is ${process.platform} ${process.arch}; set CHROMIUM_PATH`)
  const entry = require.resolve('@sparticuz/chromium')
  const { version } = createRequire(entry)('../../package.json') as { version: string }
  const folder = await keepFolder(cachePath(`chromium-${version}`), async (draft) => {
    const script =
      'require(process.argv[1]).executablePath().catch((e) => { console.error(e); process.exit(1) })'
    await run(process.execPath, ['-e', script, entry], { env: { ...process.env, TMPDIR: draft } })
  })
  return join(folder, 'chromium')
}

/** The package brings a font, for machines that have none. */
async function fontsOf(path: string): Promise<Record<string, string>> {
  const fonts = resolve(path, '../fonts/fonts')
  if (!existsSync(fonts)) return {}
  const file = resolve(path, '../fonts.conf')
  const system = '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
  const cache = `<cachedir>${resolve(path, '../fonts-cache')}</cachedir>`
  await writeFile(
    file,
    `<?xml version="1.0"?><fontconfig>${system}<dir>${fonts}</dir>${cache}</fontconfig>\n`,
  )
  return { FONTCONFIG_FILE: file }
}
