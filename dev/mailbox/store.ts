/** Keeps the mails that the demo caught: in memory to show them, as files to have them after a restart. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ReceivedMessage } from '../../src/testing/mailbox/message'

/** A mail in the mailbox. */
export interface Mail extends ReceivedMessage {
  /** Also the name of its file; ids sort by time. */
  id: string
}

type Listener = (mail: Mail) => void

export interface MailStore {
  add: (message: ReceivedMessage) => Promise<void>
  /** Newest first. */
  list: () => readonly Mail[]
  find: (id: string) => Mail | undefined
  /** @returns a function that ends the subscription */
  subscribe: (listener: Listener) => () => void
}

/** How many mails are kept. */
const capacity = 200

/** A mail from its file; none when the file is damaged, for example half written. */
async function readMail(file: string): Promise<Mail[]> {
  try {
    const mail = JSON.parse(await readFile(file, 'utf8')) as Mail
    return [{ ...mail, receivedAt: new Date(mail.receivedAt) }]
  } catch {
    return []
  }
}

async function readFolder(folder: string): Promise<Mail[]> {
  await mkdir(folder, { recursive: true })
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
  const newest = names.reverse().slice(0, capacity)
  return (await Promise.all(newest.map((name) => readMail(join(folder, name))))).flat()
}

/** Opens the folder with the mails of earlier runs. */
export async function openMailStore(folder: string): Promise<MailStore> {
  const mails = await readFolder(folder)
  const listeners = new Set<Listener>()
  const fileOf = ({ id }: Mail) => join(folder, `${id}.json`)
  let count = 0

  async function forgetOldest() {
    const oldest = mails.length > capacity ? mails.pop() : undefined
    if (oldest) await rm(fileOf(oldest), { force: true })
  }

  return {
    async add(message) {
      const id = `${message.receivedAt.getTime()}-${String(count++).padStart(4, '0')}`
      const mail = { ...message, id }
      await writeFile(fileOf(mail), JSON.stringify(mail))
      mails.unshift(mail)
      for (const listener of listeners) listener(mail)
      await forgetOldest()
    },
    list: () => mails,
    find: (id) => mails.find((mail) => mail.id === id),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
