/** The application id and the key in the URL. */
import crypto from 'node:crypto'
import { areCredentials } from '../../../src/auth/backendless/credentials'

const ours = { applicationId: 'APP-1', apiKey: 'KEY-12345678' }
const areOurs = (given: typeof ours) => areCredentials(given, ours)

afterEach(() => jest.restoreAllMocks())

test('the configured ones are ours', () => {
  expect(areOurs({ ...ours })).toBe(true)
})

test.each([
  { ...ours, applicationId: 'APP-2' },
  { ...ours, apiKey: 'KEY-12345679' },
  { ...ours, apiKey: 'KEY-1234567' },
  { ...ours, apiKey: 'key-12345678' },
  { applicationId: ours.apiKey, apiKey: ours.applicationId },
  { applicationId: '', apiKey: '' },
  { ...ours, apiKey: 'x'.repeat(10_000) },
])('others are not: %#', (given) => {
  expect(areOurs(given)).toBe(false)
})

test.each([
  ['right', ours],
  ['wrong', { applicationId: 'x', apiKey: '' }],
])('both %s ones are compared in constant time, as digests of one length', (_, given) => {
  const compare = jest.spyOn(crypto, 'timingSafeEqual')
  areOurs(given)
  const lengths = compare.mock.calls.map((buffers) => buffers.map(({ byteLength }) => byteLength))
  expect(lengths).toEqual([
    [32, 32],
    [32, 32],
  ])
})
