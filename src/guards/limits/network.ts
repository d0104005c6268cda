/** Whose an address is: one customer has a single IPv4 address, but a whole /64 of IPv6 (RFC 6177). */
import ipaddr from 'ipaddr.js'

const customersParts = 4

/** The address of IPv4, and the first 64 bits of one of IPv6; text that is no address stays as it is. */
export function networkOf(ip: string): string {
  if (!ipaddr.isValid(ip)) return ip
  const address = ipaddr.process(ip)
  if (address instanceof ipaddr.IPv4) return address.toString()
  return address.parts
    .slice(0, customersParts)
    .map((part) => part.toString(16))
    .join(':')
}
