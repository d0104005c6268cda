/** Where the addresses of sessions are, as the host's function tells it: in time, or not at all. */
import { singleLine } from '../../adapters/email/templates/text'
import { reasonOf } from '../../errors'
import { timedOut, within } from '../../part/within'
import type { PlaceOf } from '../options'

/** The places of some addresses, for a reader of a language; those that are not known are left out. */
export type Places = (
  addresses: (string | undefined)[],
  locale: string,
) => Promise<ReadonlyMap<string, string>>

/** Nobody waits longer for a page. */
const patienceSeconds = 1
const maxLength = 100

async function ask(placeOf: PlaceOf, address: string, locale: string): Promise<string | undefined> {
  const asked = Promise.resolve().then((): unknown => placeOf(address, locale))
  const place = await within(asked, patienceSeconds)
  if (place === timedOut) throw new Error(`no answer within ${patienceSeconds * 1000} ms`)
  if (place === undefined || place === null) return undefined
  if (typeof place !== 'string') throw new TypeError('expected a text')
  return singleLine(place, maxLength) || undefined
}

/** @param warn is told once, until a place is known again */
export function createPlaces(placeOf: PlaceOf | undefined, warn: (message: string) => void): Places {
  let isTold = false

  async function find(address: string, locale: string): Promise<[string, string][]> {
    if (!placeOf) return []
    try {
      const place = await ask(placeOf, address, locale)
      isTold = false
      return place === undefined ? [] : [[address, place]]
    } catch (thrown) {
      if (!isTold) warn(`pages.placeOf has failed: ${reasonOf(thrown)}`)
      isTold = true
      return []
    }
  }
  return async (addresses, locale) => {
    const known = new Set(addresses.filter((address) => address !== undefined))
    return new Map((await Promise.all([...known].map((address) => find(address, locale)))).flat())
  }
}
