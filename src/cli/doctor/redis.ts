/** Redis, where something is kept there. */
import { reasonOf } from '../../errors'
import { internals } from '../../parse/internals'
import type { Diagnosis } from '../../part/part'
import { ok, wrong } from './diagnoses'

const name = 'Redis'
const mostMs = 5000

/** @param url with a password, which is told nowhere */
export async function diagnoseRedis(url: string): Promise<Diagnosis[]> {
  const { host } = new URL(url)
  const client = internals.redis().createClient({
    url,
    socket: { connectTimeout: mostMs, reconnectStrategy: false },
  })
  // It also tells by an event what `connect` rejects with.
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.ping()
    return [ok(name, `${host} answers.`)]
  } catch (thrown) {
    const advice = 'is it running, and are user and password right?'
    return [wrong(name, `${host} can't be used (${reasonOf(thrown)}): ${advice}`)]
  } finally {
    if (client.isOpen) client.destroy()
  }
}
