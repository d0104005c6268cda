/** Where the template of a host puts the form: nowhere where a browser makes no form of it. */
import { brokenBy } from '../../src/pages/views/templates/surroundings'
import { createRenderer } from '../../src/pages/views/render'
import { templateError, templateFolders } from '../adapters/email/templates/samples'

const newFolder = templateFolders()
const read = (file: string, source: string) =>
  createRenderer({
    ...{ brand: {}, defaultLocale: 'en', hasMail: true },
    templates: newFolder({ [file]: source }),
  })
const heading = '<h1 id="heading">{{heading}}</h1>\n<p id="lead">{{lead}}</p>\n'
const layout = (before: string, after: string) =>
  `<html lang="{{locale}}">\n<head>{{> head}}</head>\n<body>${before}{{> page}}${after}</body></html>`

test.each([
  ...['form', 'template', 'textarea', 'select', 'noscript', 'title', 'button', 'dialog', 'svg'],
  ...[
    'div hidden',
    'section class="a" hidden=""',
    'div inert',
    'fieldset disabled',
    'div popover',
    'DIV HIDDEN',
  ],
  ...['form method="get"', 'div {{#note}}hidden{{/note}}', 'table', 'table><tr', 'main hidden><div><p'],
])('a form within <%s> is refused', (tag) => {
  const name = tag.split(/[ >]/)[0]!
  const source = `${heading}<${tag}>{{> form}}</${name}>`
  const problem = expect.stringMatching(/sign-in\.html, line 3: \{\{> form\}\} stands within <[a-z ]+>$/i)
  expect(() => read('sign-in.html', source)).toThrow(templateError(problem))
})

test('so is a page within them in the layout, and our files', () => {
  expect(() => read('layout.html', layout('<form>', '</form>'))).toThrow(
    templateError(expect.stringContaining('layout.html, line 3: {{> page}} stands within <form>')),
  )
  const hidden = layout('', '').replace('{{> head}}', '<noscript>{{> head}}</noscript>')
  expect(() => read('layout.html', hidden)).toThrow(
    templateError(expect.stringContaining('line 2: {{> head}} stands within <noscript>')),
  )
})

test.each([
  ...[
    '<main><div class="hidden">',
    '<form></form>',
    '<form><div></form>',
    '<input type="hidden" />',
    '<br hidden>',
  ],
  ...[
    '<!-- <form> -->',
    '{{! <form> }}',
    '<table><tr><td>',
    "<p data-x='a > <form> \"'>",
    '<img hidden alt="">',
  ],
  ...[
    '<div aria-hidden="false" title="a hidden b">',
    '<textarea><form></textarea>',
    '<script src="/a"></script>',
  ],
  ...[
    '<div hidden><p></div>',
    '<template><div hidden></template><details>',
    '</form>',
    '<select><option></select>',
  ],
])('a form after %s is none of these', (before) => {
  expect(brokenBy(before)).toBeUndefined()
})

test.each([
  ['<form>{{#note}}</form>{{/note}}', '<form>'],
  ['{{#note}}<form>{{/note}}', '<form>'],
  ['<div hidden>{{^note}}</div>{{/note}}', '<div hidden>'],
  ['{{#note}}<p>{{note}}</p>{{/note}}', undefined],
  ['{{#note}}<form></form>{{/note}}', undefined],
])('a form after %s is looked at with and without the section', (before, around) => {
  expect(brokenBy(before)).toBe(around)
})

test('scripts and styles are no place for one either', () => {
  for (const tag of ['script', 'style'])
    expect(() => read('sign-in.html', `${heading}<${tag}>{{> form}}</${tag}>`)).toThrow(
      templateError(expect.stringContaining('stands within')),
    )
})
