/** A mail server that takes mails and counts them, in a process of its own: who sends does not share its time. */
import { setTimeout as delay } from 'node:timers/promises'
import { startSmtpSink } from '../../src/testing/mailbox/smtp-sink.ts'
import { answerWith, given } from './answers.mjs'

let taken = []
let onTaken = () => undefined

async function take({ headers, to }) {
  if (given.answerMs > 0) await delay(given.answerMs)
  taken.push({ messageId: headers['message-id'], to: to[0] })
  onTaken()
}

/** Resolves when so many mails were taken. */
const until = ({ count }) =>
  new Promise((resolve) => {
    onTaken = () => taken.length >= count && resolve()
    onTaken()
  })

const sink = await startSmtpSink({ onMessage: take })

answerWith({
  until,
  url: () => sink.url,
  setFault: ({ fault }) => sink.setFault(fault),
  taken: () => taken,
  forget: () => void (taken = []),
})
