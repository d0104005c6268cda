/** The providers that a user signs in with, on the account page: each is linked by a sign-in there. */
import { canonicalLocale } from '../../adapters/email/templates/locale'
import { isRecord } from '../../option-kinds/kinds'
import { hasCode, isNotFound } from '../../parse/errors'
import type { Row } from '../../parse/internals'
import type { Answer } from '../forms/answers'
import { limited } from '../forms/log-in-refusals'
import type { Returned } from '../providers/routes'
import type { AccountState } from '../views/account/state'
import { type AccountPage, type AccountParts, back, type Deed } from './deed'
import { accountProblemOf, type Problem } from './problems'
import { proofOf, prove, update, visitorOf } from './visitor'

export function linksOf({ authData }: Row, { providers }: AccountParts): AccountState['links'] {
  const identities = isRecord(authData) ? authData : {}
  return providers.map(({ name, title }) => ({ provider: name, title, isLinked: isRecord(identities[name]) }))
}

export function linkDeeds(parts: AccountParts): Record<string, Deed> {
  const { providers, requireFresh } = parts
  const named = (target: string) => providers.find(({ name }) => name === target)
  return {
    link: {
      section: 'links',
      work: async (sent, visitor) => {
        const provider = named(sent.target)
        if (!provider) return back(parts, sent)
        await prove(visitor, sent, requireFresh)
        return parts.link(provider, visitor.userId, canonicalLocale(sent.locale) ?? 'en')
      },
    },
    unlink: {
      section: 'links',
      work: async (sent, visitor) => {
        const provider = named(sent.target)
        if (!provider) return back(parts, sent)
        const proof = await proofOf(visitor, sent, requireFresh)
        await update(visitor, { ...proof, authData: { [provider.name]: null } })
        return back(parts, sent, 'unlinked')
      },
    },
  }
}

/** Of a token that is none, or one of another user here. */
function linkProblemOf(thrown: unknown, provider: string): Problem {
  if (isNotFound(thrown)) return { name: 'notLinked', provider, section: 'links' }
  if (hasCode(thrown, 'ACCOUNT_ALREADY_LINKED')) return { name: 'linkTaken', provider, section: 'links' }
  return accountProblemOf(thrown, 'links')
}

/** What becomes of a sign-in at a provider that was begun to link it: only for the user who has begun it. */
export const createLinking =
  (parts: AccountParts, { show, signInFirst }: AccountPage) =>
  async ({ provider: { name, title }, flow, credential, config }: Returned): Promise<Answer> => {
    const visitor = await visitorOf(config, parts.cookie)
    if (visitor?.userId !== flow.linkTo) return signInFirst(flow)
    try {
      const given = await credential()
      if (!given) return await show(visitor, { name: 'notLinked', provider: title, section: 'links' })
      await update(visitor, { authData: { [name]: given } })
      return back(parts, flow, 'linked')
    } catch (thrown) {
      return limited(thrown) ?? show(visitor, linkProblemOf(thrown, title))
    }
  }
