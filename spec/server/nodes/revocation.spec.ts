/** What ends a session on one node ends it on all of them, sockets of LiveQuery included. */
import { describeWithDatabase } from '../../support/database'
import {
  type Member,
  type Nodes,
  openSocket,
  signUp,
  startNodes,
  statusOfMe,
  untilRefused,
} from '../../support/nodes'
import { describeWithRedis } from '../../support/redis'
import { rest } from '../../support/rest'

let members = 0
const aMember = ({ here }: Nodes) => signUp(here, `member${(members += 1)}`)

/** Each ends the session of a user, at this node. */
const endings: [string, (nodes: Nodes, member: Member) => Promise<unknown>][] = [
  ['sessions.revoke', ({ here }, { objectId }) => here.accounts.sessions.revoke(objectId)],
  ['users.block', ({ here }, { objectId }) => here.accounts.users.block(objectId)],
  ['a log-out', ({ here }, { sessionToken }) => rest(here, 'POST', '/logout', { sessionToken, body: {} })],
  [
    'a new password',
    ({ here }, { objectId }) =>
      rest(here, 'PUT', `/users/${objectId}`, { master: true, body: { password: 'battery-staple' } }),
  ],
  [
    'an empty ACL',
    ({ here }, { objectId }) => rest(here, 'PUT', `/users/${objectId}`, { master: true, body: { ACL: {} } }),
  ],
  ['a deletion', ({ here }, { objectId }) => rest(here, 'DELETE', `/users/${objectId}`, { master: true })],
]

/** @returns for each other node, how long it has let the session in, and its socket stay */
async function endEverywhere(nodes: Nodes, end: (typeof endings)[0][1]): Promise<number[]> {
  const member = await aMember(nodes)
  const { sessionToken } = member
  const sockets = await Promise.all(nodes.there.map((node) => openSocket(node, sessionToken)))
  for (const node of nodes.there) expect(await statusOfMe(node, sessionToken)).toBe(200)
  const sinceMs = Date.now()
  await end(nodes, member)
  const refused = nodes.there.map((node) => untilRefused(node, sessionToken, sinceMs))
  const closed = sockets.map(async ({ closed }) => closed.then(() => Date.now() - sinceMs))
  return Promise.all([...refused, ...closed])
}

describeWithRedis('the end of a session, on three nodes with Redis', (url) => {
  describeWithDatabase('and one database', (database) => {
    let nodes: Nodes
    beforeAll(async () => void (nodes = await startNodes(database(), url(), 2)))
    afterAll(() => nodes.close())

    test.each(endings)('by %s bites on all of them at once', async (_name, end) => {
      for (const ms of await endEverywhere(nodes, end)) expect(ms).toBeLessThan(4500)
    })
  })
})

describeWithDatabase('the end of a session, on two nodes without Redis', (database) => {
  let nodes: Nodes
  beforeAll(async () => void (nodes = await startNodes(database(), undefined)))
  afterAll(() => nodes.close())

  test('bites on the other one within five seconds', async () => {
    const ended = await Promise.all(endings.map(([, end]) => endEverywhere(nodes, end)))
    // Beside the five seconds there is the time for what is asked.
    for (const ms of ended.flat()) expect(ms).toBeLessThan(10_000)
  })
})
