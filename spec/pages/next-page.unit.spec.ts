/** Where a browser may be led to when it has signed in or out. */
import { createNextPage } from '../../src/pages/sign-in/next-page'

const here = 'https://api.example.com'
const listed = 'https://shop.example.com'
const { urlFor } = createNextPage('/home', [listed], new URL(`${here}/parse`))

test.each([
  ['/shelf?a=1#b', `${here}/shelf?a=1#b`],
  [`${here}/shelf`, `${here}/shelf`],
  [`${listed}/x`, `${listed}/x`],
  ['//shop.example.com/x', `${listed}/x`],
])('a page of an origin that is listed is one: %s', (next, url) => {
  expect(urlFor(next).href).toBe(url)
})

test.each([
  ...['', '//evil.example', '/\\evil.example', `${here}@evil.example`, `${listed}.evil.example`],
  ...[
    `blob:${here}/x`,
    `blob:${listed}/x`,
    `filesystem:${here}/x`,
    'javascript:alert(1)',
    'data:text/html,x',
  ],
  ...['https://user:pw@shop.example.com/', 'https://user@shop.example.com/', 'https://:pw@api.example.com/'],
  ...['http://shop.example.com', 'https://shop.example.com:8443/', '//user:pw@api.example.com/'],
])('anything else is not: %p', (next) => {
  expect(urlFor(next).href).toBe(`${here}/home`)
})
