/** `doctor`, where something is kept in Redis. */
import { diagnoseRedis } from '../../../src/cli/doctor/redis'
import { describeWithRedis } from '../../support/redis'

describeWithRedis('doctor and Redis', (url) => {
  test('tells that it answers, without the password', async () => {
    const { host } = new URL(url())
    expect(await diagnoseRedis(url())).toEqual([{ name: 'Redis', state: 'ok', message: `${host} answers.` }])
    const withPassword = new URL(url())
    withPassword.password = 'sEcReT'
    const [diagnosis] = await diagnoseRedis(withPassword.href)
    expect(diagnosis).toMatchObject({ state: 'wrong' })
    expect(JSON.stringify(diagnosis)).not.toContain('sEcReT')
  })
})
