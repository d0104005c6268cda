/** The parts of mails that the host brings, checked when they are read. */
import { type HostFile, readHostFiles } from './host-templates'
import { compileMjml } from '../mjml'
import { placeholdersOf, refuseUnknownValues } from '../mustache-source'
import { type Part, type PartKind, parsers } from '../part'
import { isTemplateName, valuesOf } from '../values'

export interface HostPart extends Pick<HostFile<PartKind>, 'locale' | 'name' | 'kind'> {
  part: Part
}

/** MJML becomes HTML. */
const endings = { '.subject.txt': 'subject', '.txt': 'text', '.html': 'html', '.mjml': 'html' } as const

/** New mails of the host take any values. */
function refuseUnknown({ name, source, file }: HostFile): void {
  const placeholders = placeholdersOf(source, file)
  if (isTemplateName(name)) refuseUnknownValues(file, placeholders, valuesOf(name))
}

/** @throws {AccountsError} `ERR_TEMPLATE` naming file and line. */
export function readHostParts(folder: string): HostPart[] {
  const files = readHostFiles<PartKind>(folder, endings)
  files.forEach(refuseUnknown)
  const mjml = files.filter(({ file }) => file.endsWith('.mjml'))
  const compiled = new Map(compileMjml(mjml, folder).map((html, index) => [mjml[index], html]))
  return files.map((hostFile) => {
    const { locale, name, kind, source, file } = hostFile
    const html = compiled.get(hostFile)
    const part = html === undefined ? parsers[kind](source, file) : parsers.html(html, `${file}, compiled`)
    return { locale, name, kind, part }
  })
}
