/** Where addresses are, by a function of the host that may do anything. */
import { createPlaces } from '../../src/pages/account/places'

type PlaceOf = Parameters<typeof createPlaces>[0]

/** What was told, and how places are asked for. */
function placesBy(placeOf: PlaceOf) {
  const told: string[] = []
  return { told, places: createPlaces(placeOf, (message) => told.push(message)) }
}

test('each address is asked about once, and what is not known is left out', async () => {
  const placeOf = jest.fn(async (address: string, locale: string) =>
    address === '192.0.2.1' ? `Oslo\n(${locale})` : undefined,
  )
  const { told, places } = placesBy(placeOf)
  const found = await places(['192.0.2.1', undefined, '192.0.2.2', '192.0.2.1'], 'de')
  expect([...found]).toEqual([['192.0.2.1', 'Oslo (de)']])
  expect(placeOf.mock.calls).toEqual([
    ['192.0.2.1', 'de'],
    ['192.0.2.2', 'de'],
  ])
  expect(told).toEqual([])
})

test('there are none without a function', async () => {
  expect((await placesBy(undefined).places(['192.0.2.1'], 'en')).size).toBe(0)
})

test.each<[string, PlaceOf, string]>([
  ['throws', () => JSON.parse('{') as string, 'JSON'],
  ['rejects', () => Promise.reject(new Error('no database')), 'no database'],
  ['answers something else', () => ({ city: 'Oslo' }) as unknown as string, 'expected a text'],
  ['takes too long', () => new Promise(() => undefined), 'no answer within 1000 ms'],
])('one that %s is told of once, and costs the place only', async (_does, placeOf, said) => {
  const { told, places } = placesBy(placeOf)
  for (const addresses of [['192.0.2.1', '192.0.2.2'], ['192.0.2.3']])
    expect((await places(addresses, 'en')).size).toBe(0)
  expect(told).toEqual([expect.stringContaining('pages.placeOf has failed: ')])
  expect(told[0]).toContain(said)
})

test('one that works again, and fails again, is told of again', async () => {
  let isDown = true
  const { told, places } = placesBy(() => {
    if (isDown) throw new Error('down')
    return 'Oslo'
  })
  for (isDown of [true, true, false, true]) await places(['192.0.2.1'], 'en')
  expect(told).toHaveLength(2)
})
