/** How many mails to one receiver are under way: one that hangs must not hold up the others. */
import type { Mails } from './mails'
import type { MailJob } from './stored-mail'

type Handle = (mail: MailJob, signal: AbortSignal) => Promise<Date | undefined>

/** @param most under way to one receiver at a time */
export function createShares(most: number) {
  const underWay = new Map<string, number>()
  const add = (receiver: string, change: number) => {
    const count = (underWay.get(receiver) ?? 0) + change
    if (count > 0) underWay.set(receiver, count)
    else underWay.delete(receiver)
  }

  return {
    /** Receivers that have their share: no more is claimed for them. */
    full: (): string[] => [...underWay].filter(([, count]) => count >= most).map(([receiver]) => receiver),
    /** @returns handles as many as the share of a receiver; a claim may have got more, which are given back */
    within:
      (handle: Handle, mails: Pick<Mails, 'save'>): Handle =>
      async (mail, signal) => {
        const { receiver } = mail.data
        if (receiver === undefined) return handle(mail, signal)
        if ((underWay.get(receiver) ?? 0) >= most) {
          await mails.save({ ...mail, lockedAt: undefined })
          return undefined
        }
        add(receiver, 1)
        return handle(mail, signal).finally(() => add(receiver, -1))
      },
  }
}
