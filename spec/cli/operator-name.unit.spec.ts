/** Who an operator is in a container whose user has a number only, and no entry among those of the machine. */
import { operationCommands } from '../../src/cli/operations/commands'
import { operatorFrom } from '../../src/cli/environment'

jest.mock('node:os', () => ({
  ...jest.requireActual<object>('node:os'),
  userInfo: () => {
    throw Object.assign(new Error('uv_os_get_passwd returned ENOENT'), { code: 'ERR_SYSTEM_ERROR' })
  },
}))

test('an operator without a name is called by the environment, or by number', () => {
  expect(operatorFrom({ USER: 'bob' })).toBe('bob')
  expect(operatorFrom({})).toBe(`uid ${process.getuid?.()}`)
})

test.each(operationCommands.map(({ name }) => name))(
  '%s runs for an operator without a name',
  async (name) => {
    const { run } = operationCommands.find((command) => command.name === name)!
    const args = name === 'delete' ? ['ann', '--yes'] : ['ann']
    await expect(async () => run(args, {})).rejects.toThrow('MASTER_KEY is missing')
  },
)
