/** The log-in: who was chosen is signed in, without a password; whoever cancels goes back as refused. */
import express, { type Request, type Response, Router } from 'express'
import type { InteractionResults, Provider } from 'oidc-provider'
import { z } from 'zod'
import { renderLogin } from './login-page'
import { type Directory, people, type Person } from './people'

const emailProblem = 'This address doesn’t look right.'

const choice = z.object({ person: z.enum(Object.keys(people) as (keyof typeof people)[]) })
const cancellation = z.object({ cancel: z.literal('yes') })
const somebodyElse = z.object({
  email: z.string().trim().toLowerCase().max(254).pipe(z.email()),
  verified: z.literal('yes').optional(),
})

/** @returns who was meant; nobody when the form was not filled in as it should be */
function personIn(body: unknown): Person | undefined {
  const chosen = choice.safeParse(body)
  if (chosen.success) return people[chosen.data.person]
  const typed = somebodyElse.safeParse(body)
  return typed.data && { email: typed.data.email, isVerified: typed.data.verified === 'yes' }
}

/** What was typed, to be shown again. */
function typedIn(body: unknown) {
  const { email, verified } = (body ?? {}) as Record<string, unknown>
  return { email: typeof email === 'string' ? email : '', isVerified: verified === 'yes' }
}

/**
 * An Express router for `/interaction/…`.
 * @param provider the present one, as it changes with its keys
 */
export function login(provider: () => Provider, directory: Directory): Router {
  const cancelled = { error: 'access_denied', error_description: 'User did not authorize the request' }
  const finish = (request: Request, response: Response, result: InteractionResults) =>
    provider().interactionFinished(request, response, result, { mergeWithLastSubmission: false })

  const router = Router()
  router.use(async (request, response, next) => {
    await provider().interactionDetails(request, response)
    response.set('Cache-Control', 'no-store')
    next()
  })
  router.get('/:uid', (_request, response) => response.send(renderLogin({ email: '', isVerified: true })))
  router.post('/:uid', express.urlencoded({ extended: false, limit: '4kb' }), async (request, response) => {
    const body: unknown = request.body
    if (cancellation.safeParse(body).success) return finish(request, response, cancelled)
    const person = personIn(body)
    if (!person) return response.status(400).send(renderLogin({ ...typedIn(body), problem: emailProblem }))
    const accountId = directory.add(person)
    return finish(request, response, { login: { accountId, amr: ['pwd'] }, consent: {} })
  })
  return router
}
