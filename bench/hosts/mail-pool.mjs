/** nodemailer's own pool of connections, which has in memory what it is to send: words that are written already. */
import { createTransport } from 'nodemailer'
import { createRenderer } from '../../dist/src/adapters/email/renderer.js'
import { answerWith, given, usage } from './answers.mjs'

const { email, connections, parseServer, link } = given
const { appName } = parseServer
const transporter = createTransport({ url: email.transport, pool: true, maxConnections: connections })
const { subject, text, html } = createRenderer().render('verification', { appName, languages: [] }, { link })

let underWay = 0

async function send(to) {
  underWay += 1
  await transporter.sendMail({ from: email.from, to, subject, text, html })
  underWay -= 1
}

answerWith({
  queue: ({ recipients }) => recipients.forEach((to) => void send(to)),
  usage,
  isIdle: () => underWay === 0,
})
