/** Options of what follows from triggers: every wrong one is named, and no secret is told. */
import { errorOf, good, pathsOf } from '../support/options'

test.each([
  [true, 'triggers'],
  [{ timeoutSeconds: 0 }, 'triggers.timeoutSeconds'],
  [{ timeoutSeconds: '10' }, 'triggers.timeoutSeconds'],
  [{ timeoutMs: 10 }, 'triggers.timeoutMs'],
])('a wrong limit of triggers is refused: %j', (triggers, path) => {
  expect(pathsOf({ parseServer: good, triggers })).toEqual([path])
})

test.each([
  [true, 'guards'],
  [{ emailDomains: { allowed: [] } }, 'guards.emailDomains.allowed'],
  [{ emailDomains: { refused: ['ann@example.com'] } }, 'guards.emailDomains.refused.0'],
  [{ emailDomains: { allow: ['example.com'] } }, 'guards.emailDomains.allow'],
  [{ maintenance: '' }, 'guards.maintenance'],
  [{ closedSignUp: 'yes' }, 'guards.closedSignUp'],
  [{ verifiedEmail: 'password' }, 'guards.verifiedEmail'],
  [{ verifiedEmail: ['password'] }, 'guards.verifiedEmail'],
])('a wrong guard is refused: %j', (guards, path) => {
  expect(pathsOf({ parseServer: good, guards })).toEqual([path])
})

test.each([
  [true, 'audit'],
  [{ days: 0 }, 'audit.days'],
  [{ lastLogin: 1 }, 'audit'],
  [{ day: 1 }, 'audit.day'],
])('a wrong audit is refused: %j', (audit, path) => {
  expect(pathsOf({ parseServer: good, audit })).toEqual([path])
})

test.each([
  [true, 'userData'],
  [{ delete: 'all' }, 'userData.delete'],
  [{ export: {} }, 'userData.export'],
  [{ remove: () => undefined }, 'userData.remove'],
])('wrong hooks for data of users are refused: %j', (userData, path) => {
  expect(pathsOf({ parseServer: good, userData })).toEqual([path])
})

test.each([
  [true, 'operators'],
  [{ role: '' }, 'operators.role'],
  [{ role: ['Support'] }, 'operators.role'],
  [{ roles: 'Support' }, 'operators.roles'],
])('wrong operators are refused: %j', (operators, path) => {
  expect(pathsOf({ parseServer: good, operators })).toEqual([path])
})

const hook = { url: 'https://example.com/hooks', secret: `whsec_${Buffer.alloc(24, 'a').toString('base64')}` }

test.each([
  [[{ ...hook, url: 'ftp://example.com' }], 'webhooks.0.url'],
  [[{ ...hook, url: 'https://ann:hidden-secret@example.com' }], 'webhooks.0.url'],
  [[{ ...hook, url: 'https://ann@example.com' }], 'webhooks.0.url'],
  [[{ ...hook, secret: 'hidden-secret' }], 'webhooks.0.secret'],
  [[{ ...hook, secret: 'whsec_c2hvcnQ=' }], 'webhooks.0.secret'],
  [[{ ...hook, events: ['loginfailed'] }], 'webhooks.0.events.0'],
  [[{ ...hook, events: [] }], 'webhooks.0.events'],
  [[hook, hook], 'webhooks'],
])('a wrong webhook is refused: %j', (webhooks, path) => {
  const error = errorOf({ parseServer: good, webhooks })
  expect(error.problems.map((problem) => problem.path)).toEqual([path])
  expect(error.message).not.toMatch(/hidden-secret|c2hvcnQ/)
})
