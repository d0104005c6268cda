/** A small app beside the account pages, as hosts have one: a reading list of whoever has signed in there. */
import express, { type Request, Router } from 'express'
import { z } from 'zod'
import type { Accounts } from '../../index'
import type { Settings } from '../settings'
import { pageHeaders } from '../site/headers'
import { ownNamesOnly } from '../site/own-names'
import { renderBooks } from './page'

type Session = NonNullable<Awaited<ReturnType<Accounts['sessionOf']>>>
type AppSettings = Pick<Settings, 'keys' | 'port' | 'publicServerUrl' | 'loopbackOnly' | 'siteUrl'>

/** What the forms send: one book to add, or to take off the list. */
const change = z.union([
  z.object({ add: z.string().trim().min(1).max(200) }),
  z.object({ remove: z.string().max(200) }),
])
const shelf = z.array(z.string()).catch([])
const longestList = 100

/** In the user's own name, as any client of theirs would. */
function saver({ keys, port, publicServerUrl }: AppSettings) {
  const users = `http://localhost:${port}${new URL(publicServerUrl).pathname}/users`
  return async ({ userId, sessionToken }: Session, books: object): Promise<void> => {
    const answer = await fetch(`${users}/${userId}`, {
      method: 'PUT',
      headers: {
        'Content-Type': 'application/json',
        'X-Parse-Application-Id': keys.applicationId,
        'X-Parse-Session-Token': sessionToken,
      },
      body: JSON.stringify({ books }),
    })
    if (!answer.ok) throw new Error(`The list was not saved: ${await answer.text()}`)
  }
}

/** @returns an operation of Parse's, nothing for a form that says nothing */
function operationFor(body: unknown, books: string[]): object | undefined {
  const { data } = change.safeParse(body)
  if (!data) return undefined
  if ('remove' in data) return { __op: 'Remove', objects: [data.remove] }
  return books.length < longestList ? { __op: 'AddUnique', objects: [data.add] } : undefined
}

/** An Express router for `/books`. Sessions are those of the account pages, by their cookie. */
export function bookApp(settings: AppSettings, accounts: Pick<Accounts, 'sessionOf'>): Router {
  const save = saver(settings)
  const booksOf = ({ user }: Session) => shelf.parse(user.get('books'))
  const session = (request: Request) => accounts.sessionOf(request)
  const router = Router()
  router.use(pageHeaders({ ownForms: true }), ownNamesOnly(settings))
  router.get('/', async (request, response) => {
    const found = await session(request)
    const reader = found && { name: String(found.user.get('username')), books: booksOf(found) }
    response.set('Cache-Control', 'no-store').send(renderBooks(reader))
  })
  router.post('/', express.urlencoded({ extended: false, limit: '4kb' }), async (request, response) => {
    const found = await session(request)
    const operation = found && operationFor(request.body, booksOf(found))
    if (found && operation) await save(found, operation)
    response.redirect(303, '/books')
  })
  return router
}
