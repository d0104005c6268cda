/**
 * What the hosts share. They are plain JavaScript and use the built package, so that the measured process is
 * Node.js and the host, and nothing else.
 */
import process from 'node:process'

/** `{ port, graphqlPath, parseServer, auth0 }`, from the bench. */
export const given = JSON.parse(process.env.BENCH_HOST)

/** Listens, tells the bench so, answers its questions about this process, and ends with it. */
export function serve(app) {
  process.on('disconnect', () => process.exit())
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send({ rss: process.memoryUsage.rss(), cpu: user + system })
  })
  return app.listen(given.port, '127.0.0.1', () => process.send('listening'))
}
