/** What can be kept of a mail. */
import { Readable } from 'node:stream'
import { pack, unpack } from '../../../../src/adapters/email/outbox/seal'

const errMail = (message: RegExp): Error =>
  expect.objectContaining({ code: 'ERR_MAIL', message: expect.stringMatching(message) as unknown }) as Error

test('texts, numbers and bytes are the same afterwards', () => {
  const bytes = Buffer.from([0, 255, 128])
  const content = { kind: 'x', n: 1, message: { to: ['a'], attachments: [{ content: bytes }] } }
  expect(unpack(pack(content))).toEqual(content)
  expect(unpack(pack({ content: new Uint8Array(bytes) }))).toEqual({ content: bytes })
})

test.each([
  ['a stream', Readable.from(['x'])],
  ['a function', () => 'x'],
])('%s is refused by its name', (_, content) => {
  expect(() => pack({ attachments: [{ content }] })).toThrow(errMail(/content is no text and no bytes/))
})

test('what is larger than 8 MB is refused', () => {
  expect(() => pack({ content: Buffer.alloc(5 * 1024 * 1024) })).not.toThrow()
  expect(() => pack({ content: Buffer.alloc(7 * 1024 * 1024) })).toThrow(errMail(/larger than 8 MB/))
})
