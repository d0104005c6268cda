/** What a node of its own process runs: an outbox, until it is told to end. */
import { openPostOffice } from './post-office'

async function main(): Promise<void> {
  const { STORE_URI: uri = '', SMTP_URL: smtpUrl = '' } = process.env
  const { outbox, close } = await openPostOffice({ uri, smtpUrl })
  process.once('SIGTERM', () => void close().then(() => console.log(JSON.stringify(outbox.counts()))))
  console.log('ready')
}

void main()
