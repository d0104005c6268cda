/** Mails that wait for whoever takes them, and whoever waits for mails. */
import type { ReceivedMessage } from './message'

interface Waiter {
  wants: (message: ReceivedMessage) => boolean
  give: (message: ReceivedMessage) => void
}

/** Gives each message to one taker, whichever of the two comes first. */
export function createQueue() {
  const waiting: Waiter[] = []
  const untaken: ReceivedMessage[] = []

  function add(message: ReceivedMessage): void {
    const index = waiting.findIndex(({ wants }) => wants(message))
    if (index < 0) untaken.push(message)
    else waiting.splice(index, 1)[0]?.give(message)
  }

  function take(to: string | undefined, timeoutMs: number): Promise<ReceivedMessage> {
    const wants = (message: ReceivedMessage) => to === undefined || message.to.includes(to)
    const index = untaken.findIndex(wants)
    const [ready] = index < 0 ? [] : untaken.splice(index, 1)
    return ready ? Promise.resolve(ready) : wait(wants, to, timeoutMs)
  }

  function wait(wants: Waiter['wants'], to: string | undefined, timeoutMs: number): Promise<ReceivedMessage> {
    return new Promise((resolve, reject) => {
      const waiter = {
        wants,
        give(message: ReceivedMessage) {
          clearTimeout(timer)
          resolve(message)
        },
      }
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(waiter), 1)
        const others = untaken.map((message) => `"${message.subject}" to ${message.to.join(', ')}`)
        const instead = others.length > 0 ? `; there is ${others.join('; ')}` : ''
        reject(new Error(`No mail ${to ? `to ${to} ` : ''}within ${timeoutMs} ms${instead}`))
      }, timeoutMs)
      waiting.push(waiter)
    })
  }

  return { add, take }
}
