/** The demo's keys: made at the first start, kept in the data folder, overridden by the environment. */
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const keysFile = z.object({
  applicationId: z.string().min(1),
  masterKey: z.string().min(1),
  dashboardUser: z.string().min(1),
  dashboardPassword: z.string().min(1),
})

/** What a client, a server and the Dashboard need to get in. */
export type Keys = z.infer<typeof keysFile>

function newKeys(): Keys {
  return {
    applicationId: 'demo',
    masterKey: randomBytes(24).toString('base64url'),
    dashboardUser: 'admin',
    dashboardPassword: randomBytes(9).toString('base64url'),
  }
}

async function readOrCreate(file: string): Promise<Keys> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text !== undefined) return parseKeys(file, text)
  const keys = newKeys()
  await writeFile(file, `${JSON.stringify(keys, undefined, 2)}\n`, { mode: 0o600 })
  return keys
}

function parseKeys(file: string, text: string): Keys {
  try {
    return keysFile.parse(JSON.parse(text))
  } catch {
    throw new Error(`${file} can't be read: delete it, and the next start makes new keys`)
  }
}

/** Loads the keys of a data folder, creating both when they are missing. */
export async function loadKeys(dataDir: string, env: NodeJS.ProcessEnv): Promise<Keys> {
  await mkdir(dataDir, { recursive: true })
  const kept = await readOrCreate(join(dataDir, 'keys.json'))
  return {
    applicationId: env.APPLICATION_ID ?? kept.applicationId,
    masterKey: env.MASTER_KEY ?? kept.masterKey,
    dashboardUser: env.DASHBOARD_USER ?? kept.dashboardUser,
    dashboardPassword: env.DASHBOARD_PASSWORD ?? kept.dashboardPassword,
  }
}
