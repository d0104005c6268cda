/** Sealed contents open for whom they were sealed, and for nobody else. */
import { createSeal } from '../../../../src/adapters/email/outbox/seal'

const seal = createSeal('secret')
const label = { mailId: 'id', kind: 'passwordReset', to: 'ann@example.com' }
const content = { link: 'https://example.com/?token=secret', list: [1, null, 'ü'] }
const mail = { ...label, queuedAt: 0, content: seal.close(content, label) }

test('opens what it has sealed', () => {
  expect(seal.open(mail)).toEqual(content)
})

test('seals the same content differently each time', () => {
  expect(seal.close(content, label)).not.toBe(mail.content)
})

test('refuses what was sealed with another secret', () => {
  expect(() => createSeal('another').open(mail)).toThrow()
})

test.each([{ to: 'eve@example.com' }, { mailId: 'other' }, { kind: 'verification' }])(
  'refuses a content that was moved to another mail: %o',
  (change) => {
    expect(() => seal.open({ ...mail, ...change })).toThrow()
  },
)

test('refuses a content with any bit changed, a shorter one and an unknown version', () => {
  const bytes = Buffer.from(mail.content, 'base64url')
  for (let index = 0; index < bytes.length; index++) {
    const changed = Buffer.from(bytes)
    changed[index]! ^= 1
    expect(() => seal.open({ ...mail, content: changed.toString('base64url') })).toThrow()
  }
  for (const length of [0, 1, 13, 20, 29, bytes.length - 1])
    expect(() => seal.open({ ...mail, content: bytes.subarray(0, length).toString('base64url') })).toThrow()
})

test('digests a key the same way each time, and only with the same secret', () => {
  expect(seal.digest('reset:1')).toBe(createSeal('secret').digest('reset:1'))
  expect(seal.digest('reset:1')).not.toBe(seal.digest('reset:2'))
  expect(seal.digest('reset:1')).not.toBe(createSeal('another').digest('reset:1'))
})
