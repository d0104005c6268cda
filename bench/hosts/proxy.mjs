/** A small proxy in front of nodes, in a process of its own: each request goes to the next one. */
import { Agent, createServer, request } from 'node:http'
import { answerWith, given, usage } from './answers.mjs'

const agent = new Agent({ keepAlive: true })
let turn = 0

createServer((req, res) => {
  const port = given.ports[(turn += 1) % given.ports.length]
  const { method, url: path, headers } = req
  const onward = request({ host: '127.0.0.1', port, method, path, headers, agent }, (answer) => {
    res.writeHead(answer.statusCode, answer.headers)
    answer.pipe(res)
  })
  onward.on('error', () => res.writeHead(502).end())
  req.pipe(onward)
}).listen(given.port, '127.0.0.1', () => answerWith({ usage }))
