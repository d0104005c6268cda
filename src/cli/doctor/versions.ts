/** Versions: of Node.js, of Parse Server, and of this package. */
import { createRequire } from 'node:module'
import { internals, requireFromParseServer } from '../../parse/internals'
import type { Diagnosis } from '../../part/part'
import { ok, wrong } from './diagnoses'

interface Manifest {
  name: string
  version: string
  peerDependencies?: Record<string, string>
  engines?: { node?: string }
}

/** By its name: its folder is another one when it is built. */
const readOwn = () => createRequire(__filename)('parse-server-accounts/package.json') as Manifest

export function diagnoseVersions(nodeVersion = process.version): Diagnosis[] {
  const semver = internals.semver()
  const own = readOwn()
  const parseServer = requireFromParseServer('../package.json') as Manifest
  const range = own.peerDependencies?.['parse-server'] ?? '*'
  const ranges = [own, parseServer].map(({ engines }) => engines?.node ?? '*')
  return [
    ok('this package', `${own.name} ${own.version} runs.`),
    ranges.every((each) => semver.satisfies(nodeVersion, each))
      ? ok('Node.js', `${nodeVersion} is supported.`)
      : wrong('Node.js', `${nodeVersion} is not supported: take one of ${ranges.join(' and ')}.`),
    semver.satisfies(parseServer.version, range)
      ? ok('Parse Server', `${parseServer.version} is supported.`)
      : wrong('Parse Server', `${parseServer.version} is not supported: npm install parse-server@${range}`),
  ]
}
