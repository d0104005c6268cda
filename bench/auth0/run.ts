/**
 * `npm run bench:auth0`: sign-in with Auth0 next to what one would use otherwise; prints a Markdown table.
 * BENCH_ROUNDS, BENCH_SECONDS, BENCH_TOKENS, BENCH_USERS and BENCH_WARM_UPS make it longer or shorter.
 */
import { type Comparison, markdownOf } from '../markdown'
import { build, onEachEngine, runBench } from '../run-bench'
import { compareHosts } from './host-duels'
import { readSettings } from './settings'
import { startTenant } from './tenant'
import { compareVerification } from './verification'

/** By measure, and not by database. */
const interleave = (results: Comparison[][]) =>
  results[0]!.flatMap((_, index) => results.map((result) => result[index]!))

runBench(async (shutdown) => {
  const settings = readSettings(process.env)
  await build()
  const tenant = await startTenant(shutdown)
  const verification = await compareVerification(tenant, settings, shutdown)
  const onHosts = await onEachEngine(shutdown, (engine, database) =>
    compareHosts(engine, database, tenant, settings, shutdown),
  )
  return markdownOf([...interleave(onHosts), ...verification], settings.rounds, 'next to it')
})
