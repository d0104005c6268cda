/** Reads Auth0's export of users: JSON lines, or a JSON array. */
import { createReadStream } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import type { Auth0User } from './handles'
import { UsageError } from '../usage-error'

const text = z.string().nullish()
const exportedUser = z.object({
  user_id: z.string().min(1),
  email: text,
  name: text,
  email_verified: z.unknown().optional(),
})

/** One user of the export. */
export interface ExportedUser extends Auth0User {
  isVerified: boolean
}

/** @param place as "Line 3 of users.json" */
function userFrom(value: unknown, place: string): ExportedUser {
  const { data } = exportedUser.safeParse(value)
  if (!data)
    throw new UsageError(`${place} is no Auth0 user: expected { "user_id": "auth0|…", "email": "…" }.`)
  // Only `true` is true: some identity providers send the text "false".
  return { ...data, isVerified: data.email_verified === true }
}

function parse(json: string, place: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    // The message of the error would repeat what the file has there.
    throw new UsageError(`${place} is not well-formed JSON.`)
  }
}

const withoutMark = (line: string) => line.replace(/^\uFEFF/, '')

async function isArray(file: string): Promise<boolean> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(1024), 0, 1024, 0)
    return withoutMark(buffer.toString('utf8', 0, bytesRead))
      .trimStart()
      .startsWith('[')
  } finally {
    await handle.close()
  }
}

async function* readLines(file: string): AsyncGenerator<ExportedUser> {
  let number = 0
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    const place = `Line ${++number} of ${file}`
    const json = withoutMark(line)
    if (json.trim() !== '') yield userFrom(parse(json, place), place)
  }
}

/** Arrays are made by hand or come from the Management API, 1000 users at most: no need to stream them. */
async function* readArray(file: string): AsyncGenerator<ExportedUser> {
  const users = parse(withoutMark(await readFile(file, 'utf8')), file) as unknown[]
  for (const [index, user] of users.entries()) yield userFrom(user, `Entry ${index + 1} of ${file}`)
}

/**
 * The users of an export, one after the other; JSON lines are never in memory as a whole.
 * @throws {UsageError} naming the first line that is no user, or the file when it can't be read.
 */
export async function* readUserExport(file: string): AsyncGenerator<ExportedUser> {
  try {
    yield* (await isArray(file)) ? readArray(file) : readLines(file)
  } catch (thrown) {
    if (thrown instanceof UsageError) throw thrown
    throw new UsageError(`The list of users can't be read: ${(thrown as Error).message}.`)
  }
}
