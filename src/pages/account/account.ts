/** The account page: for whoever is signed in by the cookie, with all that users see and change of themselves. */
import type { RequestConfig } from '../../parse/internals'
import { withSession } from '../../parse/request/operator'
import { currentRequest } from '../../parse/request/request'
import type { Answer, Sent } from '../forms/answers'
import { limited } from '../forms/log-in-refusals'
import { doneNames, mostEntries } from '../views/account/state'
import type { Page } from '../views/render'
import { canVerify, changes } from './changes'
import { dataDeeds } from './data'
import type { AccountPage, AccountParts, Deed } from './deed'
import { linkDeeds, linksOf } from './links'
import { accountProblemOf, Incomplete } from './problems'
import { sessionDeeds, sessionsOf } from './sessions'
import { hasPassword, type Visitor, visitorOf } from './visitor'

type Problem = NonNullable<Page['problem']>

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

export function createAccountPage(parts: AccountParts): AccountPage {
  const { url, cookie, owners, historyOf, hasMail, localeFor } = parts
  const ownPath = encodeURIComponent(new URL(url).pathname)
  const deeds = new Map<string, Deed>(
    Object.entries({ ...changes(parts), ...sessionDeeds(parts), ...linkDeeds(parts), ...dataDeeds(parts) }),
  )

  const signInFirst = ({ locale }: Pick<Sent, 'locale'>): Answer => {
    const [signIn, next] = [new URL('sign-in', url), new URL(url)]
    if (locale) for (const { searchParams } of [signIn, next]) searchParams.set('locale', locale)
    signIn.searchParams.set('next', next.pathname + next.search)
    return { url: signIn.href }
  }
  async function stateOf(visitor: Visitor, { locale, done }: Partial<Sent>) {
    const { user, userId, config } = visitor
    const readers = [locale, user.locale, ...(currentRequest()?.languages() ?? [])]
    return {
      username: textOf(user.username),
      email: textOf(user.email),
      isVerified: user.emailVerified === true,
      isVerifying: Boolean(config.verifyUserEmails),
      pendingEmail: textOf(user.pendingEmail),
      canVerify: hasMail && canVerify(visitor),
      hasPassword: hasPassword(user),
      sessions: await sessionsOf(visitor, parts, localeFor(readers)),
      links: linksOf(user, parts),
      activity: (await historyOf?.(config.database, userId, mostEntries)) ?? [],
      done: doneNames.find((name) => name === done),
    }
  }
  async function page(visitor: Visitor, sent: Partial<Sent>, problem?: Problem): Promise<Answer> {
    const typed = { typedName: sent.username ?? '', typedEmail: sent.email ?? '' }
    const values = { ...typed, ownPath, owner: owners.make(visitor.userId) }
    const account = await stateOf(visitor, sent)
    const { locale } = visitor.user
    return {
      page: { name: 'account', account, values, ...(problem && { problem }) },
      status: problem ? 400 : 200,
      ...(typeof locale === 'string' && { locale }),
    }
  }
  async function act(sent: Sent, visitor: Visitor): Promise<Answer> {
    if (!owners.isOf(sent.owner, visitor.userId))
      return page(visitor, {}, { name: 'otherOwner', section: 'page' })
    const deed = deeds.get(sent.deed)
    if (!deed) return page(visitor, {})
    try {
      return await deed.work(sent, visitor)
    } catch (thrown) {
      const answer = thrown instanceof Incomplete ? undefined : limited(thrown)
      return answer ?? page(visitor, sent, accountProblemOf(thrown, deed.section))
    }
  }
  const signedIn =
    (work: (sent: Sent, visitor: Visitor) => Promise<Answer>) =>
    async (sent: Sent, config: RequestConfig): Promise<Answer> => {
      const visitor = await visitorOf(config, cookie)
      return visitor ? withSession(visitor.auth, () => work(sent, visitor)) : signInFirst(sent)
    }
  return {
    route: {
      get: signedIn(({ done, locale }, visitor) => page(visitor, { done, locale })),
      post: signedIn(act),
      tellsOrigin: true,
      isLimited: true,
    },
    show: (visitor, problem) => page(visitor, {}, problem),
    signInFirst,
  }
}
