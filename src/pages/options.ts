/** `customPages` of Parse Server: a page under a name that nothing reads, or at an address that nothing can redirect to. */
import type { OptionProblem } from '../errors'
import { isRecord } from '../option-kinds'
import { customPageNames } from './custom-pages'

/** Schemes whose addresses are documents themselves, scripts in them included; `myapp:` opens an app. */
const documents = ['javascript:', 'data:', 'vbscript:', 'blob:', 'file:', 'about:', 'view-source:']

const isAddress = (url: unknown): boolean =>
  typeof url === 'string' && URL.canParse(url) && !documents.includes(new URL(url).protocol)

/** Rules for the pages, on raw input. */
export function pageProblems(customPages: unknown): OptionProblem[] {
  if (!isRecord(customPages)) return []
  return Object.entries(customPages).flatMap(([name, url]) => {
    const path = `parseServer.customPages.${name}`
    if (!customPageNames.includes(name))
      return [{ path, message: `unknown page, expected one of ${customPageNames.join(', ')}` }]
    if (url === undefined || isAddress(url)) return []
    return [{ path, message: 'expected an absolute URL, as https://app.example.com/auth/verified' }]
  })
}
