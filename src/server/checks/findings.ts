/** Settings that Parse Server accepts and that are not safe, with what to do about each. */
import { isRecord } from '../../option-kinds/kinds'
import { isPasswordHash } from '../options'
import { allAddresses, keyLists } from '../../guards/proxied-keys'
import { openDoors } from './open-doors'

/** The options as far as they are looked at. */
export interface Checked {
  parseServer: Record<string, unknown>
  dashboard?: { users: { pass: string }[]; allowInsecureHTTP?: boolean } | undefined
  graphql?: { publicIntrospection?: boolean }
  email?: unknown
}

/** Without values: a finding is logged. */
export interface Finding {
  path: string
  message: string
  /** Never refused: it may well be meant. */
  isChoice?: boolean
}

/** 192 bits of base64 (NIST SP 800-57 asks for 128). */
const keyLength = 32
const keys = ['masterKey', 'readOnlyMasterKey', 'maintenanceKey']
const makeKey = `make one by \`openssl rand -base64 32\``

/** Keys from functions are not known yet. */
function keyFindings(settings: Record<string, unknown>): Finding[] {
  return keys.flatMap((name) => {
    const key = settings[name]
    if (typeof key !== 'string') return []
    const path = `parseServer.${name}`
    if (key === settings.appId)
      return [{ path, message: `is the appId, which every client knows: ${makeKey}` }]
    if (key.length >= keyLength) return []
    return [{ path, message: `has fewer than ${keyLength} characters, and can be guessed: ${makeKey}` }]
  })
}

const isLoopback = (host: string) => /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(host)

function urlFindings({ publicServerURL: url }: Record<string, unknown>): Finding[] {
  if (typeof url !== 'string' || !URL.canParse(url)) return []
  const { protocol, hostname } = new URL(url)
  if (protocol === 'https:' || isLoopback(hostname)) return []
  const message =
    'is plain HTTP, over which anybody on the way reads passwords and sessions: serve it by TLS, and give the https address'
  return [{ path: 'parseServer.publicServerURL', message }]
}

function dashboardFindings({ dashboard }: Checked): Finding[] {
  const path = 'dashboard.users'
  const message =
    'have passwords that whoever reads the configuration can use: give their bcrypt hashes, by `npx parse-dashboard --createUser` or any bcrypt tool'
  return (dashboard?.users ?? []).every(({ pass }) => isPasswordHash(pass)) ? [] : [{ path, message }]
}

function addressFindings(settings: Record<string, unknown>): Finding[] {
  if (process.env.NODE_ENV !== 'production') return []
  const isOpen = (list: unknown) =>
    Array.isArray(list) && list.some((each) => allAddresses.includes(String(each)))
  const message = 'lets in every address with the key: name those of your servers and your administrators'
  return keyLists
    .filter((name) => isOpen(settings[name]))
    .map((name) => ({ path: `parseServer.${name}`, message }))
}

/** @param options which are right as such */
export function findingsOf(options: Checked): Finding[] {
  const settings = isRecord(options.parseServer) ? options.parseServer : {}
  return [
    ...keyFindings(settings),
    ...urlFindings(settings),
    ...dashboardFindings(options),
    ...addressFindings(settings),
    ...openDoors(options).map((finding) => ({ ...finding, isChoice: true })),
  ]
}
