/** The buttons of the mail server's pane: each does what it says, and leads back to the pane. */
import express, { type Response, Router } from 'express'
import { z } from 'zod'
import type { OutboxControl } from '../../index'
import { sameOriginOnly } from '../site/same-origin'
import type { Outcome } from './outcome'
import type { SmtpSink } from '../../src/testing/mailbox/smtp-sink'
import { serverStates } from './states'

/** What the buttons act on. */
export interface Controlled {
  sink: Pick<SmtpSink, 'setFault'>
  outbox: Pick<OutboxControl, 'retry' | 'discard'>
}

const switchForm = z.object({ state: z.enum(serverStates.map(({ name }) => name)) })
const mailForm = z.object({ action: z.enum(['retry', 'discard']) })

async function goBack(response: Response, outcome: Promise<Outcome>, otherwise: Outcome): Promise<void> {
  const reached = await outcome.catch(() => otherwise)
  response.redirect(303, `/server?outcome=${reached}`)
}

const refuse = (response: Response) =>
  response.status(400).type('text').send('There is no such button on the page.\n')

/** `POST /server` with `state`, and `POST /outbox/:id` with `action`, as forms. */
export function controls({ sink, outbox }: Controlled): Router {
  const setState = async (wanted: string): Promise<Outcome> => {
    await sink.setFault(serverStates.find(({ name }) => name === wanted)?.fault)
    return 'set'
  }
  const act = {
    retry: async (id: string): Promise<Outcome> => ((await outbox.retry(id)) ? 'retried' : 'gone'),
    discard: async (id: string): Promise<Outcome> => ((await outbox.discard(id)) ? 'discarded' : 'gone'),
  }
  const router = Router()
  router.use(sameOriginOnly, express.urlencoded({ extended: false, limit: '4kb' }))
  router.post('/server', async (request, response) => {
    const { data } = switchForm.safeParse(request.body)
    return data ? goBack(response, setState(data.state), 'stuck') : refuse(response)
  })
  router.post('/outbox/:id', async (request, response) => {
    const { data } = mailForm.safeParse(request.body)
    return data ? goBack(response, act[data.action](request.params.id), 'failed') : refuse(response)
  })
  return router
}
