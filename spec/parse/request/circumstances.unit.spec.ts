/** What users are told of a request: from where it came, unless an operator has sent it. */
import type { Request } from '../../../src/parse/internals'
import { circumstances } from '../../../src/parse/request/circumstances'
import { asOperator, asThemselves, masterNamed } from '../../../src/parse/request/operator'
import { withinRequest } from '../../../src/parse/request/request'
import { agents } from '../../support/notices'

const own = { ip: '198.51.100.9', device: 'Firefox on Windows' }

/** What is told within a request, by whatever way it goes on. */
function toldOf(goOn: (tell: () => void) => void, auth = {}) {
  const incoming = { ip: '::ffff:198.51.100.9', headers: { 'user-agent': agents.firefox }, socket: {}, auth }
  let told: object = {}
  withinRequest(incoming as unknown as Request, undefined as never, () =>
    goOn(() => (told = circumstances())),
  )
  return told
}

test('users are told of themselves', () => {
  expect(toldOf((tell) => tell())).toMatchObject(own)
  expect(toldOf((tell) => asThemselves('ann', tell))).toMatchObject(own)
})

test('users are told nothing of operators, who have the master key, or the role', () => {
  const when = expect.any(Date) as Date
  expect(toldOf((tell) => tell(), { isMaster: true })).toEqual({ when })
  expect(toldOf((tell) => asOperator(masterNamed('Bob'), tell))).toEqual({ when })
  expect(toldOf((tell) => asOperator({ by: 'bob' }, tell))).toEqual({ when })
})
