/** Whoever adds an option decides whether nodes must have it alike. */
import { accountsOptions } from '../../../src/options'
import { digestsOf } from '../../../src/server/checks/compared-options'

/** Why nodes may differ in it. */
const mayDiffer: Record<string, string> = {
  parseServer: 'compared key by key',
  mountPath: 'each node may stand behind a proxy of its own',
  email: 'each node may send by a mail server of its own',
  graphql: 'may be mounted elsewhere, or for operators, on one node',
  dashboard: 'may be on one node alone',
  headers: 'a proxy may set them in front of one node',
  shutdown: 'is between a node and its proxy',
  checks: 'changes what a node says, not what it does',
}

test('every option is compared, or may differ for a reason', () => {
  const compared = [...digestsOf({}, 'm'.repeat(32)).keys()].filter((path) => !path.includes('.'))
  expect([...compared, ...Object.keys(mayDiffer)].sort()).toEqual(Object.keys(accountsOptions.shape).sort())
})
