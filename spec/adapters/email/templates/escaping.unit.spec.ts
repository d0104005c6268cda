/** Values that try to be more than values: each stays what it is, wherever it stands. */
import { attributes, link, templateFolders, templatesWith, templateError } from './samples'

const newFolder = templateFolders()
const provider = (value: string) => templatesWith().render('identityLinked', 'en', { provider: value })

describe('values of the package’s mails', () => {
  test.each([
    ['tags', '<b>&</b>', '<b>&</b>', '&lt;b&gt;&amp;&lt;/b&gt;'],
    ['quotes', `"a" 'b'`, `"a" 'b'`, '&quot;a&quot; &#39;b&#39;'],
    ['entities', '&amp;lt;', '&amp;lt;', '&amp;amp;lt;'],
    ['Mustache', '{{link}}', '{{link}}', '{{link}}'],
    ['other scripts', 'Łódź 東京', 'Łódź 東京', 'Łódź 東京'],
    ['emoji', 'Ann 👩‍💻', 'Ann 👩‍💻', 'Ann 👩‍💻'],
    ['a direction override', 'a\u202egnp.exe', 'agnp.exe', 'agnp.exe'],
    ['direction isolates', '\u2066a\u2069', 'a', 'a'],
    ['line breaks', 'a\r\nBcc: b@example.com\u2028c', 'a Bcc: b@example.com c', 'a Bcc: b@example.com c'],
    ['control characters', 'a\0b\x1b[31m\x7f', 'ab[31m', 'ab[31m'],
    ['half a character', 'a\ud83d', 'a\ufffd', 'a\ufffd'],
  ])('keeps %s harmless', (_, value, asText, asHtml) => {
    const { text, html } = provider(value)
    expect(text).toContain(`with ${asText}.`)
    expect(html).toContain(`with ${asHtml}.</div>`)
  })

  test('cuts what is too long', () => {
    const { text, html } = provider('x'.repeat(10_000))
    expect(text).toContain(`with ${'x'.repeat(199)}….`)
    expect(html.length).toBeLessThan(20_000)
  })

  test.each([
    ['line breaks', 'A\r\nBcc: b@example.com', 'Welcome to A Bcc: b@example.com'],
    ['control characters', '\0A\x1b\tB\u0085', 'Welcome to A B'],
    ['a direction override', 'A\u202eB', 'Welcome to AB'],
    ['tags', '<A> & "B"', 'Welcome to <A> & "B"'],
  ])('keeps %s out of the subject', (_, appName, subject) => {
    expect(templatesWith({ appName }).render('welcome', 'en', {}).subject).toBe(subject)
  })

  test('keeps the subject shorter than 200 characters, whole ones', () => {
    const { subject } = templatesWith({ appName: '👍'.repeat(10_000) }).render('welcome', 'en', {})
    expect(subject).toBe(`Welcome to ${'👍'.repeat(188)}…`)
  })

  test.each([
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    ' https://example.com',
    'https://example.com/\r\nBcc:',
    'data:text/html,x',
    '//example.com',
    'https://',
    'https://example.com/\u202e',
    '',
    42,
  ])('refuses %j as a link, without repeating it', (value) => {
    const message = 'welcome: link: expected an http or https URL'
    expect(() => templatesWith().render('welcome', 'en', { link: value })).toThrow(templateError(message))
  })

  test('a link keeps its query in text, and quotes do not end its attribute', () => {
    const quoted = `${link}&q="><b>'`
    const { text, html } = templatesWith().render('welcome', 'en', { link: quoted })
    expect(text).toContain(`\n${quoted}\n`)
    expect(new Set(attributes(html, 'href'))).toEqual(
      new Set([quoted.replace('"', '&quot;').replace('><b>', '&gt;&lt;b&gt;').replace("'", '&#39;')]),
    )
  })
})

describe('values of the host’s mails', () => {
  const rendered = (html: string, data: Record<string, unknown>) => {
    const files = { 'x.subject.txt': '{{a}}', 'x.txt': '{{a}} {{{a}}}', 'x.html': html }
    return templatesWith({ folder: newFolder(files) }).render('x', 'en', data)
  }

  test.each([
    ['text', '<p>{{a}}</p>', '<p>&lt;b&gt; &quot;&#39;</p>'],
    ['an attribute', `<p title='{{a}}' lang="x">`, `<p title='&lt;b&gt; &quot;&#39;' lang="x">`],
    ['a comment', '<!-- {{a}} -->', '<!-- &lt;b&gt; &quot;&#39; -->'],
    [
      'the rest of a URL',
      '<a href="https://e.example/?q={{a}}">',
      '<a href="https://e.example/?q=&lt;b&gt; &quot;&#39;">',
    ],
  ])('are escaped in %s', (_, html, expected) => {
    expect(rendered(html, { a: `<b> "'` }).html).toBe(expected)
  })

  test('are left as they are in text, without control characters', () => {
    const { subject, text } = rendered('', { a: '<b>\r\n\0"' })
    expect(text).toBe('<b>\n" <b>\n"')
    expect(subject).toBe('<b> "')
  })

  test.each([
    ['<a href="{{a}}">', 'javascript:alert(1)'],
    [`<a class="b" href = '{{#a}} {{a}}{{/a}}'>`, 'data:text/html,x'],
    ['<img src="{{a}}">', 'file:///etc/passwd'],
    ['<!--[if mso]><a href="{{a}}"><![endif]-->', 'javascript:alert(1)'],
    ['<a href="{{b}}">', 'not asked for'],
  ])('are refused in %s when they are no web address', (html, a) => {
    expect(() => rendered(html, { a })).toThrow(
      /x\.html, line 1: \{\{[ab]\}\}: expected an http or https URL$/,
    )
  })

  test.each(['<p style="color:{{a}}">', '<style>p { color: {{a}} }</style>'])('are words in %s', (html) => {
    expect(rendered(html, { a: '#123456' }).html).toContain('#123456')
    for (const a of ['red;position:fixed', 'url(https://e.example)', 'red}', '"', '\\'])
      expect(() => rendered(html, { a })).toThrow(/\{\{a\}\}: expected a value for CSS$/)
  })

  test('objects and functions leave nothing behind', () => {
    expect(rendered('<p>{{a}}{{b}}</p>', { a: { b: 1 }, b: ['x'] }).html).toBe('<p></p>')
  })
})
