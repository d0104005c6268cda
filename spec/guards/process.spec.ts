/** What a host's process must not notice of Parse Server. */
import { type ChildHost, startChildHost } from '../support/child-host'
import { describeWithDatabase } from '../support/database'

describeWithDatabase('a host that mounts the package', (database) => {
  let host: ChildHost

  beforeAll(async () => {
    host = await startChildHost('plain.ts', database())
  })
  afterAll(() => host.stop())

  test('gets no uncaughtException listener that would end its process', () => {
    expect(host.output()).toContain('uncaughtException listeners: 0')
  })

  test('reads no deprecation warning, nor any other', () => {
    expect(host.output()).not.toMatch(/deprecat|warn/i)
  })
})
