/** Each security event as a row. */
import ipaddr from 'ipaddr.js'
import type { SecurityEvent } from '../../api/security'
import { storableText } from '../../parse/values'

/** Bytes that are left: 24 bits, or the 48 that one site has at the most (RFC 6177). */
const shortBytes = { ipv4: 3, ipv6: 6 }

/** Text that is no address stays as it is. */
export function shortened(ip: string): string {
  if (!ipaddr.isValid(ip)) return ip
  const address = ipaddr.process(ip)
  const bytes = address.toByteArray().map((byte, index) => (index < shortBytes[address.kind()] ? byte : 0))
  return ipaddr.fromByteArray(bytes).toString()
}

const isRefusal = ({ type }: SecurityEvent) => type === 'loginFailed' || type === 'limited'

/** An event as it is stored: `type` is a word of Parse's in places. */
export type AuditRow = Omit<SecurityEvent, 'type'> & {
  event: SecurityEvent['type']
  outcome: 'failure' | 'success'
}

/** Names of providers and sessions come from outside: a text that the database can't hold would take its row along. */
const storable = <Fields extends object>(fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' ? storableText(value) : (value as unknown),
    ]),
  ) as Fields

export function rowOf({ type, at, ip, ...rest }: SecurityEvent, shortenAddresses: boolean): AuditRow {
  return {
    event: type,
    outcome: isRefusal({ type, at }) ? 'failure' : 'success',
    at,
    ...storable(rest),
    ...(ip !== undefined && { ip: shortenAddresses ? shortened(ip) : ip }),
  }
}
