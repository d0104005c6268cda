/** What stands in the templates of pages: the values of each, and the parts that it has to have. */
import { kindOf } from '../kinds'
import { contents, head, page } from '../layout'
import type { PageName } from '../words/words'

/** Of every page, and of the layout. */
const commonValues = ['heading', 'lead', 'note', 'appName', 'logoUrl', 'footer', 'locale', 'mark']

const ownValues: Partial<Record<PageName, string[]>> = {
  account: ['username', 'email', 'who'],
  atWork: ['notice'],
  leaving: ['provider'],
  logInAs: ['username'],
  passwordSaved: ['signedOut', 'unlocked'],
  resetPassword: ['username'],
  secondFactor: ['provider'],
  signedOut: ['provider'],
  signingOut: ['provider'],
  tooMany: ['wait'],
}

export const layoutName = 'layout'

/** What a template may and must hold. */
export interface Rules {
  values: string[]
  /** By name, each exactly once; with all that must not be forgotten. */
  parts: Record<string, string>
  /** What else must stand in it, and what is said where it is missing. */
  needed: [RegExp, string][]
}

const heading: Rules['needed'][0] = [/\sid="heading"/, 'has no id="heading", by which its form is named']
const lead: Rules['needed'][0] = [/\sid="lead"/, 'has no id="lead", by which its form is described']
const language: Rules['needed'][0] = [
  /<html[^>]*\slang="\{\{\s*locale\s*\}\}"/,
  'has no <html lang="{{locale}}">, by which it is read aloud',
]

export function rulesOf(name: PageName | typeof layoutName): Rules {
  if (name === layoutName) return { values: commonValues, parts: { head, page }, needed: [language] }
  const kind = kindOf(name)
  return {
    values: [...commonValues, ...(ownValues[name] ?? [])],
    parts: kind === 'nothing' ? {} : { form: contents[kind] },
    needed: kind === 'nothing' ? [] : [heading, lead],
  }
}
