/** Starts a contender and looks at it: how long until the first answer, and how much memory. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Shutdown } from '../../dev/shutdown'
import { type Contender, startContender } from '../contender'
import { load } from '../load'
import { type ContenderName, givenTo } from '../options'
import { firstRequest, LOADS } from '../requests'

/** A contender's own database on the engine, and a session of the user who was signed up there. */
export interface Home {
  databaseURI: string
  token: string
}

export interface Started {
  contender: Contender
  token: string
  /** From the start of the process to the first answer, in milliseconds. */
  start: number
  /** What the start took on the processor, in milliseconds. */
  startCpu: number
  /** Resident memory, in MB. */
  idleMemory: number
  loadedMemory: number
}

/** After its start, a process gets this long to come to rest. */
const SETTLE_MS = 1_000

/** The load between the two looks at the memory also warms up the process for what follows. */
export async function startAndLook(
  name: ContenderName,
  { databaseURI, token }: Home,
  memoryRequests: number,
  shutdown: Shutdown,
): Promise<Started> {
  const begin = performance.now()
  const contender = await startContender(name, givenTo(name, databaseURI), shutdown)
  await firstRequest(contender.url, token)
  const start = performance.now() - begin
  const startCpu = (await contender.usage()).cpu / 1000
  await sleep(SETTLE_MS)
  const idleMemory = await megabytes(contender)
  await load(contender, LOADS.usersMe(token), memoryRequests / 2)
  await load(contender, LOADS.viewer(token), memoryRequests / 2)
  const loadedMemory = await megabytes(contender)
  return { contender, token, start, startCpu, idleMemory, loadedMemory }
}

async function megabytes(contender: Contender): Promise<number> {
  return (await contender.usage()).rss / 2 ** 20
}
