/** The files of a folder of the host's templates: what each is, and in which language. */
import { isUtf8 } from 'node:buffer'
import { type Dirent, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { canonicalLocale } from '../locale'
import { templateError } from '../template-error'

export interface HostFile<Kind = unknown> {
  file: string
  /** Nothing for a file that is for all languages. */
  locale: string | undefined
  name: string
  kind: Kind
  source: string
}

/** What a file is, by the end of its name; longer ends first. */
export type Endings<Kind> = Record<string, Kind>

const unreadable = (file: string, thrown: unknown) =>
  templateError(file, `can't be read (${(thrown as NodeJS.ErrnoException).code ?? 'unknown reason'})`)

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.'))
  } catch (thrown) {
    throw unreadable(folder, thrown)
  }
}

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (thrown) {
    throw unreadable(file, thrown)
  }
}

function sourceOf(file: string): string {
  const bytes = bytesOf(file)
  if (!isUtf8(bytes)) throw templateError(file, 'not UTF-8')
  return new TextDecoder().decode(bytes)
}

function readFile<Kind>(file: string, locale: string | undefined, endings: Endings<Kind>): HostFile<Kind> {
  const base = path.basename(file)
  const [ending, kind] = Object.entries(endings).find(([end]) => base.endsWith(end)) ?? []
  const name = base.slice(0, -(ending?.length ?? 0))
  if (kind === undefined || !/^[a-z][\w-]*$/i.test(name))
    throw templateError(file, `expected a name that ends in ${Object.keys(endings).join(', ')}`)
  return { file, locale, name, kind, source: sourceOf(file) }
}

function localeOf(folder: string): string {
  const locale = canonicalLocale(path.basename(folder))
  if (locale === undefined) throw templateError(folder, 'expected a language, as de or pt-BR')
  return locale
}

function readFolder<Kind>(
  folder: string,
  locale: string | undefined,
  endings: Endings<Kind>,
): HostFile<Kind>[] {
  return entriesOf(folder).flatMap((entry) => {
    const inside = path.join(folder, entry.name)
    if (!entry.isDirectory()) return [readFile(inside, locale, endings)]
    if (locale !== undefined) throw templateError(inside, 'expected files only')
    return readFolder(inside, localeOf(inside), endings)
  })
}

/** One of two files would never be used, and nobody would know which. */
function refuseTwins(files: HostFile[]): void {
  const seen = new Map<string, HostFile>()
  for (const file of files) {
    const key = [file.locale, file.name, file.kind].join('/')
    const twin = seen.get(key)
    if (twin) throw templateError(file.file, `is the same part as ${twin.file}`)
    seen.set(key, file)
  }
}

/** @throws {AccountsError} `ERR_TEMPLATE` naming the folder or file that can't be used. */
export function readHostFiles<Kind>(folder: string, endings: Endings<Kind>): HostFile<Kind>[] {
  const files = readFolder(folder, undefined, endings)
  refuseTwins(files)
  return files
}
