/** A small proxy in front of nodes, as a load balancer is: it asks for their health, and sends requests to those that are well. */
import { once } from 'node:events'
import { Agent, createServer, get, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { closeAfterwards } from './left-over'

export interface Proxy {
  url: string
  /** Adds a node; resolves when it is well. */
  add: (nodeUrl: string) => Promise<void>
  /** Forgets a node that has ended. */
  remove: (nodeUrl: string) => void
  close: () => Promise<void>
}

const everyMs = 100

const isWell = (nodeUrl: string) =>
  new Promise<boolean>((resolve) => {
    get(`${nodeUrl}/health`, { agent: false }, (res) => {
      res.resume()
      resolve(res.statusCode === 200)
    }).on('error', () => resolve(false))
  })

export async function startProxy(): Promise<Proxy> {
  const agent = new Agent({ keepAlive: true })
  const nodes = new Map<string, boolean>()
  let turn = 0
  const look = async () => {
    for (const node of nodes.keys()) nodes.set(node, await isWell(node))
  }
  const timer = setInterval(() => void look(), everyMs)
  const server = createServer((req, res) => {
    const well = [...nodes].flatMap(([node, isUp]) => (isUp ? node : []))
    const node = well[(turn += 1) % well.length]
    if (node === undefined) return void res.writeHead(503).end()
    const { method, headers } = req
    const onward = request(`${node}${req.url}`, { method, headers, agent }, (answer) => {
      res.writeHead(Number(answer.statusCode), answer.headers)
      answer.pipe(res)
    })
    onward.on('error', () => res.writeHead(502).end())
    req.pipe(onward)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    add: async (node) => {
      while (!(await isWell(node)));
      nodes.set(node, true)
    },
    remove: (node) => void nodes.delete(node),
    close: closeAfterwards(async () => {
      clearInterval(timer)
      agent.destroy()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    }),
  }
}
