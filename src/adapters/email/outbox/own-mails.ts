/** Of an outbox that several share, the mails that this process has added: it sends no others, and gives none of them up. */
import type { Mails } from './mails'
import { isQueued, type MailJob } from './stored-mail'
import type { JobStore } from './stores/job-store'

const isDue = ({ lockedAt, nextRunAt }: MailJob) =>
  lockedAt === undefined && nextRunAt.getTime() <= Date.now()

export function onlyOwn(mails: Mails, { lock }: Pick<JobStore, 'lock'>): Mails {
  /** Contents, which come with no other look than a claim. */
  const own = new Map<string, string>()

  async function claimOne(mailId: string, content: string): Promise<MailJob | undefined> {
    const [mail] = await mails.find('mailId', mailId)
    if (!mail || !isQueued(mail)) own.delete(mailId)
    else if (isDue(mail) && (await lock(mail)))
      return { ...mail, lockedAt: new Date(), data: { ...mail.data, content } }
    return undefined
  }

  return {
    ...mails,
    add: async (mail) => {
      await mails.add(mail)
      own.set(mail.mailId, mail.content)
    },
    claim: async () => {
      for (const [mailId, content] of own) {
        const claimed = await claimOne(mailId, content)
        if (claimed) return claimed
      }
      return undefined
    },
  }
}
