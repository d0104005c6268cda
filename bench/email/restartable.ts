/** A database server of its own that keeps what it has while it is restarted. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Engine } from '../../src/testing/postgres/engine'
import { freePort } from '../../src/testing/postgres/free-port'
import { startMongodb } from '../../dev/engines/mongodb'
import { startPostgres } from '../../src/testing/postgres/postgres'
import type { Shutdown } from '../../dev/shutdown'

export interface Restartable {
  databaseURI: string
  restart: () => Promise<void>
  stop: () => Promise<void>
}

/** @param like a server of the same kind */
export async function startRestartable(like: Engine, shutdown: Shutdown): Promise<Restartable> {
  const launch = like.uri('').startsWith('mongodb:') ? startMongodb : startPostgres
  const folder = await mkdtemp(join(tmpdir(), 'bench-email-'))
  await shutdown.add(() => rm(folder, { recursive: true, force: true }))
  const options = { dataDir: join(folder, 'data'), port: await freePort() }
  let engine = await launch(options)
  const stop = () => engine.stop()
  await shutdown.add(stop)
  await engine.createDatabase('bench_trouble')
  return {
    databaseURI: engine.uri('bench_trouble'),
    stop,
    restart: async () => {
      await engine.stop()
      engine = await launch(options)
    },
  }
}
