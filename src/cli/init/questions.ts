/** What is asked on a terminal, where nobody has said it. */
import { createInterface, type Interface } from 'node:readline/promises'
import { UsageError } from '../usage-error'
import type { Language } from './template'

const languageOf = (answer: string): Language | undefined =>
  (['typescript', 'javascript'] as const).find((each) => each.startsWith(answer.trim().toLowerCase()))

async function askLanguage(terminal: Interface): Promise<Language> {
  const language = languageOf(await terminal.question('TypeScript or JavaScript? (typescript) '))
  return language ?? askLanguage(terminal)
}

async function confirm(terminal: Interface, folder: string): Promise<void> {
  const answer = await terminal.question(`Write the app to ${folder}? (yes) `)
  if (/^(y(es)?)?$/i.test(answer.trim())) return
  throw new UsageError('Nothing was written.')
}

/** Where somebody is asked. */
export interface Streams {
  input: NodeJS.ReadableStream
  output: NodeJS.WritableStream
}

/** @returns the language that was given, or the answer. @throws {UsageError} where it is called off */
export async function ask(given: Language | undefined, folder: string, streams: Streams): Promise<Language> {
  const terminal = createInterface(streams)
  // Without an answer (Ctrl-C, Ctrl-D) it would wait for ever.
  const ended = new Promise<never>((_resolve, reject) =>
    terminal.once('close', () => reject(new UsageError('Nothing was written.'))),
  )
  const answers = async () => {
    const language = given ?? (await askLanguage(terminal))
    await confirm(terminal, folder)
    return language
  }
  return Promise.race([answers(), ended]).finally(() => terminal.close())
}
