/** Templates that the host brings for the pages: they stand in place of ours, work as ours do, and are refused at once. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Express } from 'express'
import type { Brand } from '../../src/adapters/email/templates/brand'
import { createRenderer } from '../../src/pages/views/render'
import { pageNames } from '../../src/pages/views/templates/host-pages'
import { templateError, templateFolders } from '../adapters/email/templates/samples'
import { describeWithBrowser } from '../support/browser'
import { describeWithOneDatabase } from '../support/database'
import { openPage, sendForm } from '../support/pages'
import { describeAccountPages } from './account-pages'

const example = path.join(__dirname, '../../examples/account-pages/page-templates')
const newFolder = templateFolders()
const rendererWith = (files: Record<string, string | Buffer>, brand: Brand = {}) =>
  createRenderer({ brand, defaultLocale: 'en', hasMail: true, templates: newFolder(files) })

const heading = '<h1 id="heading">{{heading}}</h1>\n<p id="lead">{{lead}}</p>\n'
const good = `${heading}{{> form}}\n`
const frame = '<html lang="{{locale}}">\n<head>{{> head}}</head>\n<body>{{> page}}</body></html>'

test('every page may have a template, and the docs name it', () => {
  const docs = readFileSync(path.join(__dirname, '../../docs/page-templates.md'), 'utf8')
  const dashed = pageNames.map((name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`))
  expect(dashed.filter((name) => !docs.includes(`\`${name}\``))).toEqual([])
})

describe('a template of the host', () => {
  test('is for one language, or for all that have none of their own', () => {
    const { render } = rendererWith({ 'verified.html': '<p>Done</p>', 'de/verified.html': '<p>Fertig</p>' })
    const shown = (name: 'verified' | 'resendSent', locale: string) =>
      render({ name }, { appName: 'My App' }, locale)
    expect(shown('verified', 'fr')).toContain('<p>Done</p>')
    expect(shown('verified', 'de')).toContain('<p>Fertig</p>')
    expect(shown('verified', 'de')).not.toContain('id="lead"')
    expect(shown('resendSent', 'de')).toContain('id="lead"')
  })

  test('has values that are escaped by where they stand', () => {
    const files = { 'log-in-as.html': `${heading}<b title="{{username}}">{{username}}</b>{{> form}}` }
    const page = { name: 'logInAs', values: { username: '"><script>' } } as const
    const html = rendererWith(files).render(page, { appName: '<i>' }, 'en')
    expect(html).toContain('<b title="&quot;&gt;&lt;script&gt;">&quot;&gt;&lt;script&gt;</b>')
    expect(html).not.toMatch(/<i>|<script>/)
  })

  const logo = frame.replace('{{> page}}', '\n<img src="{{logoUrl}}" alt="">{{> page}}')

  test('may have the logo where there is one', () => {
    const url = 'https://example.com/logo.png'
    const shown = (source: string, brand: Brand) =>
      rendererWith({ 'layout.html': source }, brand).render({ name: 'later' }, { appName: 'My App' }, 'en')
    expect(shown(logo, { logoUrl: url })).toContain(`<img src="${url}"`)
    const atTimes = logo.replace(/<img.*alt="">/, '{{#logoUrl}}$&{{/logoUrl}}')
    expect(
      [shown(atTimes, { logoUrl: url }), shown(atTimes, {})].map((html) => html.includes('<img')),
    ).toEqual([true, false])
  })

  test.each<[string, Record<string, string | Buffer>, string]>([
    [
      'the address of a logo that the brand has not',
      { 'layout.html': logo },
      'layout.html, line 4: {{logoUrl}}: expected an http or https URL',
    ],
    [
      'a link that begins with what is none',
      { 'de/layout.html': frame.replace('<body>', '<body><a href="{{locale}}/terms.html">') },
      'layout.html, line 3: {{locale}}: expected an http or https URL',
    ],
    [
      'such a link on a page, in whatever sections',
      { 'too-many.html': '<p>\n{{#note}}{{^wait}}<a href="{{lead}}">{{/wait}}{{/note}}' },
      'too-many.html, line 2: {{lead}}: expected an http or https URL',
    ],
    [
      'a page that is none',
      { 'sign-inn.html': good },
      'sign-inn.html: there is no such page, only verify-email,',
    ],
    ['a file of another kind', { 'sign-in.txt': good }, 'sign-in.txt: expected a name that ends in .html'],
    ['a language that we have not', { 'it/sign-in.html': good }, 'there are no pages in it, only in de, en,'],
    ['what is not UTF-8', { 'sign-in.html': Buffer.of(0xff) }, 'sign-in.html: not UTF-8'],
    ['a forgotten form', { 'sign-in.html': heading }, 'sign-in.html: has no {{> form}} outside of sections'],
    [
      'a form that is there at times',
      { 'sign-in.html': `${heading}{{#note}}{{> form}}{{/note}}` },
      'has no {{> form}} outside of sections',
    ],
    ['a form that is there twice', { 'sign-in.html': `${good}{{> form}}` }, 'line 4: has {{> form}} twice'],
    [
      'a form that nobody sees',
      { 'sign-in.html': `${heading}<!-- {{> form}} -->` },
      'line 3: {{> form}} stands within a tag or a comment',
    ],
    [
      'a form within a tag',
      { 'sign-in.html': `${heading}<p title="{{> form}}">` },
      'line 3: {{> form}} stands within a tag or a comment',
    ],
    [
      'a form on a page that has none',
      { 'verified.html': good },
      'verified.html, line 3: partials are not supported',
    ],
    ['another partial', { 'sign-in.html': `${good}{{> menu}}` }, '{{> menu}} is none of its parts: form'],
    [
      'a form without a name',
      { 'sign-in.html': '{{> form}}' },
      'has no id="heading", by which its form is named',
    ],
    [
      'a value that the page never has',
      { 'sign-in.html': `${good}{{formToken}}` },
      'line 4: {{formToken}} is not among its values: heading, lead, note,',
    ],
    ['a section that is not closed', { 'verified.html': 'a\n{{#note}}' }, 'line 2: Unclosed section "note"'],
    ['a value as it is', { 'verified.html': '{{{lead}}}' }, 'HTML takes escaped values only'],
    [
      'a value in a script',
      { 'verified.html': '<a onclick="go({{lead}})">' },
      'a script within an attribute is not run',
    ],
    [
      'a script',
      { 'verified.html': '<p>\n<script>go()</script>' },
      'line 2: a script within the page is not run',
    ],
    ['a style', { 'verified.html': '<p style="color: red">' }, 'an attribute style has no effect'],
    [
      'a picture of somebody else',
      { 'verified.html': '<img src="https://cdn.example/x.png" alt="">' },
      'what another host has is not loaded',
    ],
    ['a layout without a page', { 'layout.html': frame.replace('{{> page}}', '') }, 'has no {{> page}}'],
    ['a layout without our files', { 'layout.html': frame.replace('{{> head}}', '') }, 'has no {{> head}}'],
    [
      'a layout without a language',
      { 'layout.html': frame.replace(' lang="{{locale}}"', '') },
      'has no <html lang="{{locale}}">',
    ],
  ])('is refused for %s, before anything starts', (_for, files, message) => {
    expect(() => rendererWith(files)).toThrow(templateError(expect.stringContaining(message)))
  })
})

describeAccountPages(
  'the pages of a host with templates of its own',
  (given) => {
    test('have its frame and its words, and send all that ours send', async () => {
      const signIn = await openPage(given().page('sign-in'))
      expect(signIn.html).toContain('Members borrow five books at a time.')
      expect(signIn.html).toContain('<footer>Harbor Books, 1 Quay Street</footer>')
      expect(signIn.form?.fields.form).toMatch(/^\d+\.[\w-]+$/)
      const german = await openPage(given().page('sign-in?locale=de'))
      expect(german.html).toContain('Mitglieder leihen fünf Bücher auf einmal.')
      const user = await given().newcomer()
      expect(signIn.headers.get('content-security-policy')).toContain("font-src 'self';")
      const sent = { username: user.username, password: 'correct-horse', next: '/auth/verified' }
      const entered = await sendForm(signIn, sent)
      expect([entered.status, entered.url.pathname]).toEqual([200, '/auth/verified'])
      expect(entered.html).toContain('<footer>Harbor Books, 1 Quay Street</footer>')
    })

    describeWithBrowser('in a browser', (browser) => {
      test('load the host’s styles, and break no rule of the policy', async () => {
        const page = await browser().newPage()
        const complaints: string[] = []
        page.on('console', (message) => complaints.push(message.text()))
        const { username } = await given().newcomer()
        await page.goto(given().page('sign-in?next=/auth/account'))
        const color = 'getComputedStyle(document.querySelector("header a")).color'
        expect(await page.evaluate(color)).toBe('rgb(28, 33, 39)')
        await page.getByLabel('E-mail address or user name').fill(username)
        await page.getByLabel('Password', { exact: true }).fill('wrong')
        await page.keyboard.press('Enter')
        await page.getByRole('alert').waitFor()
        await page.getByLabel('Password', { exact: true }).fill('correct-horse')
        await page.keyboard.press('Enter')
        await page.getByRole('heading', { name: 'Your account', exact: true }).waitFor()
        await page.getByText('Harbor Books, 1 Quay Street').waitFor()
        expect(complaints.filter((text) => !text.includes('status of 400'))).toEqual([])
        await page.close()
      })
    })
  },
  {
    pages: { templates: example },
    before: (app: Express) =>
      void app.get('/harbor.css', (_req, res) =>
        res.type('css').send(readFileSync(path.join(example, '../public/harbor.css'))),
      ),
  },
  describeWithOneDatabase,
)
