/** The arguments of a command: flags, and what stands beside them. */
import { readArguments } from '../../src/cli/arguments'

const flags = { reason: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } } as const

test('gives flags and positionals, in any order', () => {
  const { values, positionals } = readArguments(['--reason=bills', 'ann', '--dry-run'], flags, ['user'])
  expect({ ...values }).toEqual({ reason: 'bills', 'dry-run': true })
  expect(positionals).toEqual(['ann'])
})

test.each([
  [[], '<user> is missing. See --help.'],
  [['ann', 'bob'], "Unexpected argument 'bob'. See --help."],
  [['ann', '--reazon', 'x'], "Unknown option '--reazon'. See --help."],
  [['ann', '--reason'], "Option '--reason <value>' argument missing. See --help."],
  [['ann', '--dry-run=yes'], "Option '--dry-run' does not take an argument. See --help."],
])('refuses %j', (args, message) => {
  expect(() => readArguments(args, flags, ['user'])).toThrow(message)
})
