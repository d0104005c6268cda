/** What the programs around mail share: what they are given, and how they answer the bench. */
import process from 'node:process'

/** From the bench. */
export const given = JSON.parse(process.env.BENCH_HOST)

/** What this process has used so far, as the hosts tell it too. */
export function usage() {
  const { user, system } = process.cpuUsage()
  return { rss: process.memoryUsage.rss(), cpu: user + system }
}

/**
 * Says that the program is ready, and ends it with the bench.
 * @param answers functions by the `what` of questions
 */
export function answerWith(answers) {
  process.on('disconnect', () => process.exit())
  process.on('message', async (question) => process.send((await answers[question.what](question)) ?? true))
  process.send('ready')
}
