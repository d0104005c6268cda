/** What this package refuses in words of its own, in the words and the language of the pages. */
import type { Page } from '../views/render'
import type { FieldProblem } from '../views/words/words'

type Problem = NonNullable<Page['problem']>

const known: [refusal: RegExp, name: FieldProblem][] = [
  [/^Sign-up is closed/, 'signUpClosed'],
  [/^This account is blocked(?: until (?<until>\S+Z))?(?:: (?<reason>[^]*)|\.)$/, 'accountBlocked'],
  [/^(?:Use an|An) e-mail address of (?<domain>.+?)(?: is needed here)?\.$/, 'emailOnly'],
  [/^E-mail addresses of (?<domain>\S+) are not accepted/, 'emailDomain'],
  [/^The username must not have invisible/, 'nameInvisible'],
  [/^The username must (?:have|be a string of)/, 'nameLong'],
  [/^The password must be a string of/, 'passwordLong'],
  [/^(?<provider>.+) is the only way into this account/, 'lastWay'],
]

/** Lists are the same in all languages. */
const aboutOf = (groups: Record<string, string | undefined> = {}) => ({
  ...groups,
  ...(groups.domain !== undefined && { domain: groups.domain.replaceAll(' or ', ', ') }),
})

/** @returns nothing for what Parse Server or the host says, which is shown as it is */
export function ownProblemOf(message: string): Problem | undefined {
  for (const [refusal, name] of known) {
    const found = refusal.exec(message)
    if (found) return { name, about: aboutOf(found.groups) }
  }
  return undefined
}
