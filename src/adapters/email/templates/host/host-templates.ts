/** The files of the host's template folder: which part of which mail each is, in which language. */
import { isUtf8 } from 'node:buffer'
import { type Dirent, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { canonicalLocale } from '../locale'
import type { PartKind } from '../part'
import { templateError } from '../template-error'

export interface HostFile {
  file: string
  /** Nothing for a file that is for all languages. */
  locale: string | undefined
  name: string
  kind: PartKind
  source: string
}

/** Ends of file names. MJML becomes HTML. */
const endings = {
  '.subject.txt': 'subject',
  '.txt': 'text',
  '.html': 'html',
  '.mjml': 'html',
} as const

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

function readFile(file: string, locale: string | undefined): HostFile {
  const [, name, ending] =
    /^([a-z][\w-]*)(\.subject\.txt|\.txt|\.html|\.mjml)$/i.exec(path.basename(file)) ?? []
  if (name === undefined)
    throw templateError(file, `expected a name that ends in ${Object.keys(endings).join(', ')}`)
  return { file, locale, name, kind: endings[ending as keyof typeof endings], source: sourceOf(file) }
}

function localeOf(folder: string): string {
  const locale = canonicalLocale(path.basename(folder))
  if (locale === undefined) throw templateError(folder, 'expected a language, as de or pt-BR')
  return locale
}

function readFolder(folder: string, locale: string | undefined): HostFile[] {
  return entriesOf(folder).flatMap((entry) => {
    const inside = path.join(folder, entry.name)
    if (!entry.isDirectory()) return [readFile(inside, locale)]
    if (locale !== undefined) throw templateError(inside, 'expected files only')
    return readFolder(inside, localeOf(inside))
  })
}

/** One of two files would never be sent, and nobody would know which. */
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
export function readHostFiles(folder: string): HostFile[] {
  const files = readFolder(folder, undefined)
  refuseTwins(files)
  return files
}
