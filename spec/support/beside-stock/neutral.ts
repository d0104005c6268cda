/** Makes answers of two servers alike but for what they mean: ids, tokens, times and addresses. */
import type { Side } from './pair'

const made: [RegExp, string][] = [
  [/r:[0-9a-f]{32}/g, '<token>'],
  [/[0-9a-f]{32}_/g, '<file>_'],
  [/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uuid>'],
  [/^[0-9A-Za-z]{25}$/g, '<name>'], // of users without one
]
const time = /\d{4}-\d\d-\d\dT[\d:.]+Z/g
const hour = 3_600_000

/** Sessions end in a year. */
function timeOf(text: string): string {
  const hours = (Date.parse(text) - Date.now()) / hour
  return Math.abs(hours) < 1 ? '<now>' : hours > 24 * 300 ? '<later>' : text
}

/** A Relay id is "Class:objectId" in base64. */
const relayIdOf = (id: string) => /^(\w+):(\w{10})$/.exec(Buffer.from(id, 'base64').toString())

/** Where nobody asked for an order, it is often that of random ids. */
function sortedEdges(edges: unknown[]): unknown[] {
  const nodes = edges.map((edge) => ({ ...(edge as object), cursor: '<cursor>' }))
  return nodes.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))
}

/** @param known ids and what they are called, the same on both sides; new ones are all called the same */
export function createNeutral({ url }: Pick<Side, 'url'>, known: Record<string, string> = {}) {
  const idOf = (id: string) => `<${known[id] ?? 'id'}>`
  const text = (value: string, name: string): string => {
    if (known[value] !== undefined || (/id$/i.test(name) && /^\w{10}$/.test(value))) return idOf(value)
    const relayId = relayIdOf(value)
    if (relayId) return `<${relayId[1]}:${idOf(relayId[2]!)}>`
    const plain = value.replaceAll(url, '<url>').replace(time, timeOf)
    return made.reduce((found, [pattern, kind]) => found.replace(pattern, kind), plain)
  }
  const neutral = (value: unknown, isOrdered: boolean, name = ''): unknown => {
    if (typeof value === 'string') return text(value, name)
    if (Array.isArray(value)) {
      const all = value.map((each) => neutral(each, false, name))
      return name === 'edges' && !isOrdered ? sortedEdges(all) : all
    }
    if (typeof value !== 'object' || value === null) return value
    // Keys are ids in an ACL.
    const key = (id: string) => (name === 'ACL' && /^\w{10}$/.test(id) ? idOf(id) : id)
    const entries = Object.entries(value).map(([id, each]) => [key(id), neutral(each, isOrdered, id)])
    return Object.fromEntries(entries) as unknown
  }
  return (value: unknown, isOrdered = false): unknown => neutral(value, isOrdered)
}
