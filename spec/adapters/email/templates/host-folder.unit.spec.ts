/** The host's folder: what it overrides, what it adds, and what is refused before anything is sent. */
import path from 'node:path'
import { full, link, templateFolders, templatesWith, templateError } from './samples'

const newFolder = templateFolders()
const withFolder = (files: Record<string, string | Buffer>, defaultLocale = 'en') =>
  templatesWith({ folder: newFolder(files), defaultLocale })
const whole = (name: string, word = name) => ({
  [`${name}.subject.txt`]: `${word} subject`,
  [`${name}.txt`]: `${word} text`,
  [`${name}.html`]: `<p>${word}</p>`,
})

describe('a template of the host', () => {
  test('takes the place of ours part by part', () => {
    const templates = withFolder({ 'en/welcome.subject.txt': 'Hello from {{appName}}\n' })
    const ours = templatesWith().render('welcome', 'en', {})
    expect(templates.render('welcome', 'en', {})).toEqual({ ...ours, subject: 'Hello from My App' })
  })

  test('for one language leaves the others alone', () => {
    const templates = withFolder({ 'de/welcome.subject.txt': 'Hallo' })
    expect(templates.render('welcome', 'de-AT', {})).toMatchObject({ subject: 'Hallo', locale: 'de' })
    expect(templates.render('welcome', 'fr', {})).toEqual(templatesWith().render('welcome', 'fr', {}))
  })

  test('for all languages stands behind the one for a language', () => {
    const templates = withFolder({
      'welcome.subject.txt': 'all',
      'de/welcome.subject.txt': 'de',
      'de-AT/welcome.txt': 'Servus',
    })
    expect(templates.render('welcome', 'ja', {}).subject).toBe('all')
    expect(templates.render('welcome', 'de', {}).subject).toBe('de')
    expect(templates.render('welcome', 'de-AT', {})).toMatchObject({
      subject: 'de',
      text: 'Servus',
      locale: 'de-AT',
    })
  })

  test('brings a language that we have not', () => {
    const templates = withFolder({
      'it/welcome.subject.txt': 'Ciao',
      'it/welcome.txt': 'Ciao',
      'welcome.html': '<p>',
    })
    expect(templates.render('welcome', 'it', {})).toMatchObject({ subject: 'Ciao', locale: 'it' })
    expect(templates.render('newDevice', 'it', {}).locale).toBe('en')
  })

  test('with a new name is a new template, with whatever values', () => {
    const files = {
      'invoice.subject.txt': '{{n}}',
      'invoice.txt': '{{#rows}}{{.}} {{/rows}}',
      'invoice.html': '{{n}}',
    }
    const templates = withFolder(files)
    expect(templates.names).toEqual([...templatesWith().names, 'invoice'])
    expect(templates.render('invoice', 'de', { n: 7, rows: ['a', 'b'] })).toEqual({
      subject: '7',
      text: 'a b ',
      html: '7',
      locale: 'en',
    })
  })

  test('cannot be told another brand by its values', () => {
    const templates = withFolder({ ...whole('x'), 'x.txt': '{{appName}} {{color}} {{locale}}' })
    const data = { appName: 'Evil', color: 'red', locale: 'xx' }
    expect(templates.render('x', 'en', data).text).toBe('My App #2563eb en')
  })

  test('may use every value of its mail', () => {
    const all =
      '{{link}} {{when}} {{device}} {{ip}} {{newEmail}} {{appName}} {{logoUrl}} {{color}} {{footer}}'
    const { text } = withFolder({ 'emailChanged.txt': all }).render('emailChanged', 'en', full.emailChanged)
    expect(text.trim()).toBe(
      `${link} November 5, 2026 at 7:01 PM UTC Firefox on Windows 203.0.113.7 new@example.com My App  #2563eb`,
    )
  })

  test('may begin with a byte order mark, and stand beside hidden files', () => {
    const templates = withFolder({ 'welcome.txt': '\ufeffHi', '.DS_Store': 'x', '.git/config': 'x' })
    expect(templates.render('welcome', 'en', {}).text).toBe('Hi')
  })

  test('may be written in MJML', () => {
    const body =
      '<mj-text color="{{color}}">Hi {{appName}}</mj-text><mj-button href="{{link}}">Go</mj-button>'
    const mjml = `<mjml><mj-body><mj-section><mj-column>${body}</mj-column></mj-section></mj-body></mjml>`
    const { html } = withFolder({ 'welcome.mjml': mjml, 'de/welcome.mjml': mjml }).render('welcome', 'de', {
      link,
    })
    expect(html).toMatch(/color:#2563eb;"\s*>Hi My App<\/div>/)
    expect(html).toContain(`href="${link.replaceAll('&', '&amp;')}"`)
  })
})

describe('refuses, naming file and place,', () => {
  const mjml = (body: string) => `<mjml>\n<mj-body>\n${body}\n</mj-body>\n</mjml>`

  test.each<[string, Record<string, string | Buffer>, string]>([
    [
      'a value that the mail never has',
      { 'de/welcome.txt': 'a\n{{name}}' },
      'de/welcome.txt, line 2: {{name}} is not among its values: link, timeZone, appName',
    ],
    [
      'such a value in a section',
      { 'welcome.html': '{{^name}}x{{/name}}' },
      'welcome.html, line 1: {{name}} is not',
    ],
    ['such a value in MJML', { 'welcome.mjml': mjml('\n{{name}}') }, 'welcome.mjml, line 4: {{name}} is not'],
    [
      'a new template without a part',
      { 'x.txt': 'x', 'x.html': 'x' },
      'x.subject.txt: missing for the language "en"',
    ],
    [
      'a new template without the default language',
      { 'de/x.txt': 'x' },
      'x.subject.txt: missing for the language "en"',
    ],
    [
      'a new language without a part',
      { 'it/welcome.txt': 'x' },
      'welcome.subject.txt: missing for the language "it"',
    ],
    [
      'a section that is not closed',
      { 'welcome.txt': 'a\n{{#link}}\nb\n' },
      'welcome.txt, line 2: Unclosed section "link"',
    ],
    [
      'a section closed by another name',
      { 'welcome.txt': '{{#link}}\n{{/lnk}}' },
      'welcome.txt, line 1: Unclosed section "link"',
    ],
    [
      'a section that was not opened',
      { 'welcome.txt': 'a\n\n{{/link}}' },
      'welcome.txt, line 3: Unopened section "link"',
    ],
    ['a tag that is not closed', { 'welcome.txt': 'a\n{{link\nb' }, 'welcome.txt, line 2: Unclosed tag'],
    [
      'a tag that swallows another',
      { 'welcome.txt': '{{a\n{{link}}' },
      'welcome.txt, line 1: {{a\n{{link}} is no name of a value',
    ],
    ['a partial', { 'welcome.txt': '\n{{> a}}' }, 'welcome.txt, line 2: partials are not supported'],
    [
      'other delimiters',
      { 'welcome.txt': '{{=<% %>=}}' },
      'welcome.txt, line 1: a change of delimiters is not supported',
    ],
    [
      'unescaped values in HTML',
      { 'welcome.html': '\n{{{link}}}' },
      'welcome.html, line 2: {{link}}: HTML takes escaped values only',
    ],
    [
      'values in scripts',
      { 'welcome.html': '<script>\n{{link}}</script>' },
      'welcome.html, line 2: {{link}}: no value may stand here',
    ],
    [
      'values in event handlers',
      { 'welcome.html': `<p onclick="a('{{link}}')">` },
      'line 1: {{link}}: no value may stand here',
    ],
    [
      'values without quotes',
      { 'welcome.html': '<a href={{link}}>' },
      'line 1: {{link}}: no value may stand here',
    ],
    [
      'values among attributes',
      { 'welcome.html': '<a title="<p>" {{link}}>' },
      'line 1: {{link}}: no value may stand here',
    ],
    [
      'values as names of tags',
      { 'welcome.html': '<{{link}}>' },
      'line 1: {{link}}: no value may stand here',
    ],
    [
      'a document in an attribute',
      { 'welcome.html': '<iframe srcdoc="{{link}}">' },
      'line 1: {{link}}: no value may stand here',
    ],
    [
      'a link that is none',
      { 'de/welcome.html': '<p>\n<a href="{{appName}}">' },
      'welcome.html, line 2: {{appName}}: expected an http or https URL',
    ],
    [
      'such a link in a section',
      { 'newDevice.html': '{{#link}}{{^ip}}<a href="{{device}}">{{/ip}}{{/link}}' },
      'line 1: {{device}}: expected an http or https URL',
    ],
    [
      'the address of a logo that the brand has not',
      { 'welcome.html': '<img src="{{logoUrl}}">' },
      'line 1: {{logoUrl}}: expected an http or https URL',
    ],
    [
      'a style that any text may end',
      { 'welcome.html': '<p style="color: {{appName}}">' },
      'line 1: {{appName}}: expected a value for CSS',
    ],
    [
      'such a link in MJML',
      {
        'welcome.mjml': mjml(
          '<mj-section><mj-column><mj-button href="{{appName}}">Go</mj-button></mj-column></mj-section>',
        ),
      },
      '{{appName}}: expected an http or https URL',
    ],
    ['what is not UTF-8', { 'welcome.txt': Buffer.from([0x47, 0xfc]) }, 'welcome.txt: not UTF-8'],
    [
      'a file of another kind',
      { 'welcome.htm': 'x' },
      'welcome.htm: expected a name that ends in .subject.txt, .txt, .html, .mjml',
    ],
    [
      'a folder that is no language',
      { 'old stuff/welcome.txt': 'x' },
      'old stuff: expected a language, as de or pt-BR',
    ],
    ['a folder in the folder of a language', { 'de/de/welcome.txt': 'x' }, 'de/de: expected files only'],
    [
      'HTML and MJML of the same mail',
      { 'welcome.html': 'x', 'welcome.mjml': 'x' },
      'welcome.mjml: is the same part as',
    ],
    ['an unknown MJML tag', { 'welcome.mjml': mjml('<mj-txt></mj-txt>') }, 'welcome.mjml, line 3: '],
    ['what is no MJML', { 'welcome.mjml': 'hello' }, 'welcome.mjml: '],
  ])('%s', (_, files, message) => {
    const folder = newFolder(files)
    expect(() => templatesWith({ folder })).toThrow(templateError(expect.stringContaining(message)))
    expect(() => templatesWith({ folder })).toThrow(folder)
  })

  test('a folder that is not there', () => {
    const folder = path.join(newFolder({}), 'none')
    expect(() => templatesWith({ folder })).toThrow(`${folder}: can't be read (ENOENT)`)
  })

  test('a default language without words', () => {
    expect(() => templatesWith({ defaultLocale: 'it' })).toThrow(
      'verification.subject.txt: missing for the language "it"',
    )
    expect(() => templatesWith({ defaultLocale: '../x' })).toThrow('defaultLocale: expected a language')
  })

  test.each([
    [{ color: 'red' }, 'brand: color: expected a colour, as #1a56db'],
    [{ logoUrl: 'javascript:x' }, 'brand: logoUrl: expected an http or https URL'],
  ])('the brand %j', (brand, message) => {
    expect(() => templatesWith({ brand })).toThrow(message)
  })
})
