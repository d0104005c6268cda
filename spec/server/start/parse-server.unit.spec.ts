/** What is said of a Parse Server that can't be made: not its database. */
import { appId, masterKey } from '../../support/host'
import { createAccounts } from '../../../index'

const wrong: [string, object, string][] = [
  ['a cache that is not installed', { cacheAdapter: 'no-such-package' }, 'no-such-package'],
  ['a log that writes nothing', { loggerAdapter: {} }, "Adapter prototype don't match expected prototype"],
]

test.each(wrong)('%s is a wrong option, whatever the database', async (_, parseServer, message) => {
  const databaseURI = 'postgres://127.0.0.1:1/nothing'
  const publicServerURL = 'http://localhost:1337/parse'
  const accounts = createAccounts({
    parseServer: {
      appId,
      masterKey,
      databaseURI,
      publicServerURL,
      silent: true,
      logsFolder: null,
      ...parseServer,
    },
  })
  const thrown: unknown = await accounts.mount({ use: () => undefined }).catch((error: unknown) => error)
  expect(thrown).toMatchObject({
    code: 'ERR_OPTIONS',
    problems: [{ path: 'parseServer', message: expect.stringContaining(message) }],
  })
  expect(String(thrown)).not.toMatch(/database/)
})
