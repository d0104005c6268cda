/** The files of the pages: browsers and caches keep one under the address of its version alone. */
import { hash } from 'node:crypto'
import { createServer } from 'node:http'
import { pageHeaders } from '../../src/pages/headers'
import { createRenderer } from '../../src/pages/views/render'
import { serveAssets } from '../../src/pages/assets'
import { internals } from '../../src/parse/internals'
import { closeServer, listen } from '../../src/testing/listen'

const looks = { defaultLocale: 'en', hasMail: true }
const renderer = createRenderer({ ...looks, brand: {} })
const names = ['pages.css', 'icon.svg', 'pages.js', 'strength.js']

/** Their addresses, as pages have them. */
function addressesOf({ render }: typeof renderer) {
  const html = render({ name: 'resetPassword' }, { appName: 'My App' }, 'en')
  return names.map((name) => new RegExp(`assets/${name.replace('.', '\\.')}\\?[\\w-]{12}`).exec(html)?.[0])
}

const app = internals.express()()
app.use(...(pageHeaders({ logoUrl: undefined, targets: [] }) as never[]))
serveAssets(app, '/auth', renderer)
const server = createServer(app as never)
let url: string
beforeAll(async () => {
  url = `http://127.0.0.1:${await listen(server)}`
})
afterAll(() => closeServer(server))

test('are kept for a year by the address that pages have, and by no other', async () => {
  const ask = (address: string) => fetch(`${url}/auth/${address}`)
  const cacheOf = async (address: string) => (await ask(address)).headers.get('cache-control')
  for (const address of addressesOf(renderer).map(String)) {
    expect(await cacheOf(address)).toBe('public, max-age=31536000, immutable')
    const plain = address.replace(/\?.*/, '')
    for (const other of [plain, `${plain}?`, `${plain}?${'x'.repeat(12)}`, `${address}&a`, `${address}x`])
      expect([other, await cacheOf(other)]).toEqual([other, 'no-store'])
  }
})

test('have an address each that changes with what is in them', async () => {
  const [css, icon, js, strength] = addressesOf(renderer)
  const others = addressesOf(createRenderer({ ...looks, brand: { color: '#0b6e4f' } }))
  expect([others[0] === css, others[1] === icon]).toEqual([false, false])
  expect(others.slice(2)).toEqual([js, strength])
  for (const address of [css, icon, js, strength].map(String)) {
    const served = Buffer.from(await (await fetch(`${url}/auth/${address}`)).arrayBuffer())
    expect(address).toContain(`?${hash('sha256', served, 'base64url').slice(0, 12)}`)
  }
})
