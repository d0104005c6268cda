/** A node with this package that queues mails when it is told to, and sends them whenever it can. */
import express from 'express'
import { createAccounts } from 'parse-server-accounts'
import { answerWith, given, usage } from './answers.mjs'

const { parseServer, email, link } = given
const accounts = createAccounts({ parseServer, email, outbox: true })
await accounts.mount(express())

/** Mails that are queued at the same time, as requests would do. */
const LANES = 10

async function queue({ recipients }) {
  const rest = [...recipients]
  const lane = async () => {
    for (let to = rest.pop(); to; to = rest.pop()) await accounts.sendMail('verification', to, { link })
  }
  await Promise.all(Array.from({ length: LANES }, lane))
}

answerWith({
  queue,
  usage,
  isIdle: async () => (await accounts.outbox.list({ state: 'queued', limit: 1 })).length === 0,
})
