/** The parts of mails that the host brings, checked when they are read. */
import { type HostFile, readHostFiles } from './host-templates'
import { compileMjml } from '../mjml'
import { placeholdersOf } from '../mustache-source'
import { type Part, parsers } from '../part'
import { templateError } from '../template-error'
import { isTemplateName, valuesOf } from '../values'

export interface HostPart extends Pick<HostFile, 'locale' | 'name' | 'kind'> {
  part: Part
}

/** A value that the mail never has would leave a hole in it. New mails of the host take any values. */
function refuseUnknownValues({ name, source, file }: HostFile): void {
  const placeholders = placeholdersOf(source, file)
  if (!isTemplateName(name)) return
  const values = valuesOf(name)
  const unknown = placeholders.find((placeholder) => ![...values, '.'].includes(placeholder.name))
  if (!unknown) return
  const problem = `{{${unknown.name}}} is not among its values: ${values.join(', ')}`
  throw templateError(file, problem, unknown.line)
}

/** @throws {AccountsError} `ERR_TEMPLATE` naming file and line. */
export function readHostParts(folder: string): HostPart[] {
  const files = readHostFiles(folder)
  files.forEach(refuseUnknownValues)
  const mjml = files.filter(({ file }) => file.endsWith('.mjml'))
  const compiled = new Map(compileMjml(mjml, folder).map((html, index) => [mjml[index], html]))
  return files.map((hostFile) => {
    const { locale, name, kind, source, file } = hostFile
    const html = compiled.get(hostFile)
    const part = html === undefined ? parsers[kind](source, file) : parsers.html(html, `${file}, compiled`)
    return { locale, name, kind, part }
  })
}
