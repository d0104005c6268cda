/** What people are told of the device that a request comes from. */
import { deviceOf } from '../../../src/parse/request/device'
import { agents } from '../../support/notices'

const android =
  'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36'

test.each([
  [agents.firefox, 'Firefox on Windows'],
  [agents.safari, 'Safari on iOS'],
  [android, 'Chrome on Android'],
  [`${android} ${'x'.repeat(1_000_000)}`, 'Chrome on Android'],
])('a browser and its system have names: %.40s', (agent, device) => {
  expect(deviceOf(agent)).toBe(device)
})

test.each([
  agents.okhttp,
  'curl/8.1.2',
  'node',
  'MyApp/1 CFNetwork/1410.0.3 Darwin/22.6.0',
  'evil.example/1 (Windows NT 10.0) x',
  'Firefox/128.0',
  'Windows NT 10.0',
  '\r\n\0',
  'x'.repeat(1_000_000),
  '('.repeat(1_000_000),
  '',
  undefined,
])('what is no known browser has none: %.40s', (agent) => {
  expect(deviceOf(agent)).toBeUndefined()
})
