import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseMessage } from '../../src/testing/mailbox/message'
import { linkify, renderMessage } from '../../dev/mailbox/message-view'
import { openMailStore } from '../../dev/mailbox/store'

const message = (subject: string, html = '<p>Hello</p>') =>
  parseMessage(
    Buffer.from(
      `From: a@example.com\r\nTo: b@example.com\r\nSubject: ${subject}\r\nContent-Type: text/html\r\n\r\n${html}`,
    ),
    ['b@example.com'],
  )

describe('the mailbox', () => {
  let folder: string

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'mails-'))
  })

  afterEach(() => rm(folder, { recursive: true, force: true }))

  test('keeps mails for the next start, the newest first', async () => {
    const store = await openMailStore(folder)
    await store.add(await message('one'))
    await store.add(await message('two'))
    const again = await openMailStore(folder)
    expect(again.list().map(({ subject }) => subject)).toEqual(['two', 'one'])
    expect(again.list()[0]?.receivedAt).toBeInstanceOf(Date)
  })

  test('leaves out a mail whose file is damaged', async () => {
    const store = await openMailStore(folder)
    await store.add(await message('whole'))
    await writeFile(path.join(folder, '1-0000.json'), '{"subject": "ha')
    expect((await openMailStore(folder)).list()).toHaveLength(1)
  })

  test('tells listeners about a new mail until they leave', async () => {
    const store = await openMailStore(folder)
    const heard: string[] = []
    const leave = store.subscribe(({ subject }) => heard.push(subject))
    await store.add(await message('one'))
    leave()
    await store.add(await message('two'))
    expect(heard).toEqual(['one'])
  })

  test('shows what a mail says as text, and its HTML in a frame that can run nothing', async () => {
    const store = await openMailStore(folder)
    await store.add(await message('<b>bold</b>', '<script>alert(1)</script>"><i>'))
    const [open] = store.list()
    const page = renderMessage(open!, 'html').markup
    expect(page).toContain('&lt;b&gt;bold&lt;/b&gt;')
    expect(page).not.toContain('<script>alert')
    expect(page).toMatch(/srcdoc="[^"]*&lt;script&gt;alert\(1\)[^"]*"/)
    expect(page).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"')
  })

  test('makes addresses in plain text into links, and nothing else', () => {
    const markup = linkify('<i> https://a.example/?b="c&d').map((part) => part.markup)
    expect(markup.join('')).toBe(
      '&lt;i&gt; <a href="https://a.example/?b=" target="_blank" rel="noopener">https://a.example/?b=</a>&quot;c&amp;d',
    )
  })
})
