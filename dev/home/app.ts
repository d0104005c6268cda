/** The home page: a small app beside the account pages, as hosts have one. It has no form to sign in, and uses theirs. */
import express, { type Request, Router } from 'express'
import { z } from 'zod'
import type { Accounts } from '../../index'
import type { Mail, MailStore } from '../mailbox/store'
import type { Settings } from '../settings'
import { pageHeaders } from '../site/headers'
import { ownNamesOnly } from '../site/own-names'
import { saver } from './books'
import type { HomeView, Visitor } from './home-view'
import type { Journey, Journeys } from './journeys'
import { renderHome } from './page'

export interface HomeParts {
  settings: Settings
  view: HomeView
  /** None where mails go to a real mail server. */
  mails: MailStore | undefined
  accounts: Pick<Accounts, 'sessionOf'>
  journeys: Journeys
}

type Session = NonNullable<Awaited<ReturnType<Accounts['sessionOf']>>>

/** What the forms send: one book to add, or to take off the list. */
const change = z.union([
  z.object({ add: z.string().trim().min(1).max(200) }),
  z.object({ remove: z.string().max(200) }),
])
const shelf = z.array(z.string()).catch([])
const text = z.string().catch('')
const longestList = 100
const booksOf = ({ user }: Session) => shelf.parse(user.get('books'))

/** Whose way was shown last in this browser, as it goes on when nobody is signed in. */
const lastVisitor = ({ headers: { cookie = '' } }: Request) => /(?:^|; )demo-visitor=(\w+)/.exec(cookie)?.[1]

/** @returns an operation of Parse's, nothing for a form that says nothing */
function operationFor(body: unknown, books: string[]): object | undefined {
  const { data } = change.safeParse(body)
  if (!data) return undefined
  if ('remove' in data) return { __op: 'Remove', objects: [data.remove] }
  return books.length < longestList ? { __op: 'AddUnique', objects: [data.add] } : undefined
}

function readerOf(session: Session): NonNullable<Visitor['reader']> {
  const { user, sessionToken } = session
  const textOf = (field: string) => text.parse(user.get(field))
  return {
    ...{ name: textOf('name') || textOf('username'), email: textOf('email'), picture: textOf('picture') },
    ...{ isVerified: user.get('emailVerified') === true, books: booksOf(session), sessionToken },
  }
}

/** The newest mail to somebody, until it has done its work. */
function mailFor({ email, settledAt }: Journey, { mails, view }: HomeParts): Visitor['mail'] {
  const isTheirs = ({ to, receivedAt }: Mail) =>
    receivedAt.getTime() > settledAt && to.some((each) => each.toLowerCase() === email.toLowerCase())
  const mail = mails?.list().find(isTheirs)
  return mail && { subject: mail.subject, url: `${view.mailboxUrl ?? ''}/messages/${mail.id}` }
}

/** An Express router for `/`. Sessions are those of the account pages, by their cookie. */
export function homeApp(parts: HomeParts): Router {
  const { settings, view, accounts, journeys } = parts
  const save = saver(settings)

  function visitorFor(session: Session | null, last: string | undefined): Visitor {
    if (!session) {
      const journey = last === undefined ? undefined : journeys.find(last)
      return { done: journey?.done ?? new Set(), mail: journey && mailFor(journey, parts) }
    }
    const [reader, journey] = [readerOf(session), journeys.of(session.userId)]
    journey.email = reader.email
    if (reader.isVerified && !journey.done.has('verify')) journeys.tick(session.userId, 'verify')
    return { reader, done: journey.done, mail: mailFor(journey, parts) }
  }
  const router = Router()
  router.use(pageHeaders({ ownForms: true }), ownNamesOnly(settings))
  router.get('/', async (request, response) => {
    const session = await accounts.sessionOf(request)
    if (session) response.cookie('demo-visitor', session.userId, { httpOnly: true, sameSite: 'lax' })
    const visitor = visitorFor(session, lastVisitor(request))
    response.set('Cache-Control', 'no-store').send(renderHome(view, visitor))
  })
  router.post('/', express.urlencoded({ extended: false, limit: '4kb' }), async (request, response) => {
    const session = await accounts.sessionOf(request)
    const operation = session && operationFor(request.body, booksOf(session))
    if (session && operation) {
      await save(session, operation)
      journeys.tick(session.userId, 'change')
    }
    response.redirect(303, '/')
  })
  return router
}
