/** The parts of mails that the host brings, checked when they are read. */
import { type HostFile, readHostFiles } from './host-templates'
import { compileMjml } from '../mjml'
import { placeholdersOf, refuseUnknownValues } from '../mustache-source'
import { type Part, type PartKind, parsers, type View } from '../part'
import { isTemplateName, valuesOf } from '../values'
import { refuseUnfit } from './try-values'

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

function partOf(
  { name, kind, source, file }: HostFile<PartKind>,
  compiled: string | undefined,
  look: View,
): Part {
  if (kind !== 'html') return parsers[kind](source, file)
  const [html, place] = compiled === undefined ? [source, file] : [compiled, `${file}, compiled`]
  const part = parsers.html(html, place)
  // What a new mail of the host is given, nobody knows yet.
  if (isTemplateName(name)) refuseUnfit(html, place, valuesOf(name), look)
  return part
}

/**
 * @param look the values of the brand
 * @throws {AccountsError} `ERR_TEMPLATE` naming file and line.
 */
export function readHostParts(folder: string, look: View): HostPart[] {
  const files = readHostFiles<PartKind>(folder, endings)
  files.forEach(refuseUnknown)
  const mjml = files.filter(({ file }) => file.endsWith('.mjml'))
  const compiled = new Map(compileMjml(mjml, folder).map((html, index) => [mjml[index], html]))
  return files.map((hostFile) => {
    const { locale, name, kind } = hostFile
    return { locale, name, kind, part: partOf(hostFile, compiled.get(hostFile), look) }
  })
}
