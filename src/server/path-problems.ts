/** Rules for paths: what is mounted, and what answers at a path of its own, must not lie below one another. */
import type { OptionProblem } from '../errors'
import { isRecord } from '../option-kinds/kinds'
import { defaultPath } from '../pages/options'
import { isPublicUrl } from '../parse/options'

const pathOf = (part: unknown, fallback: string) => (isRecord(part) ? part.path : undefined) ?? fallback

function apiPathOf({ parseServer, mountPath }: Record<string, unknown>): string | undefined {
  if (typeof mountPath === 'string') return mountPath
  const publicUrl = isRecord(parseServer) ? parseServer.publicServerURL : undefined
  return typeof publicUrl === 'string' && isPublicUrl(publicUrl) ? new URL(publicUrl).pathname : undefined
}

/** Where everything is, as far as raw input tells. */
function placesOf(input: Record<string, unknown>) {
  const api = apiPathOf(input)
  const graphqlAt = pathOf(input.graphql, '/graphql')
  const dashboardAt = pathOf(input.dashboard, '/dashboard')
  const pagesAt = pathOf(input.pages, defaultPath)
  const mounted = [
    ...[api, graphqlAt, input.dashboard === undefined ? undefined : dashboardAt],
    input.pages === false ? undefined : pagesAt,
  ].filter((path) => typeof path === 'string')
  return { api, graphqlAt, dashboardAt, pagesAt, mounted }
}

/** Express takes both for the same in any case. */
const isWithin = (path: string, base: string) =>
  `${path}/`.toLowerCase().startsWith(`${base.replace(/\/$/, '')}/`.toLowerCase())

/** What answers at a path of its own. */
interface Endpoints {
  /** Of its option. */
  path: string
  basePath: string
}

/** Neither may lie below the other. */
export function endpointProblems(options: Record<string, unknown>, takers: Endpoints[]): OptionProblem[] {
  const { mounted } = placesOf(options)
  return takers
    .filter(({ basePath }) => mounted.some((at) => isWithin(at, basePath) || isWithin(basePath, at)))
    .map(({ path, basePath }) => ({ path, message: `takes ${basePath} for itself: choose other paths` }))
}

/**
 * GraphQL and REST answer whatever is below their paths, GraphQL first: nothing else can be there, and neither below the
 * other. The Dashboard and the pages are not in the way of what is below theirs.
 */
export function pathProblems(input: Record<string, unknown>): OptionProblem[] {
  const { dashboard, pages, shutdown, backendless } = input
  const { api, graphqlAt, dashboardAt, pagesAt, mounted } = placesOf(input)
  const isBelow = (path: unknown, base: unknown) =>
    typeof path === 'string' && typeof base === 'string' && isWithin(path, base)
  const isTaken = (path: unknown) => isBelow(path, api) || isBelow(path, graphqlAt)
  const isSame = (path: unknown, other: unknown) => isBelow(path, other) && isBelow(other, path)
  const problems: OptionProblem[] = []
  if (isBelow(graphqlAt, api) || isBelow(api, graphqlAt))
    problems.push({
      path: 'graphql.path',
      message: 'must not lie below the path of the API, that of publicServerURL or mountPath, nor above it',
    })
  const ownPath = 'must be a path of its own, not below the API or GraphQL'
  if (dashboard !== undefined && isTaken(dashboardAt))
    problems.push({ path: 'dashboard.path', message: ownPath })
  if (pages !== false && (isTaken(pagesAt) || isSame(pagesAt, dashboardAt)))
    problems.push({ path: 'pages.path', message: ownPath })
  if (shutdown !== false && mounted.some((at) => isSame(at, '/health')))
    problems.push({ path: 'shutdown', message: 'takes /health for itself: choose other paths, or `false`' })
  const takers = backendless === undefined ? [] : [{ path: 'backendless', basePath: '/backendless' }]
  return [...problems, ...endpointProblems(input, takers)]
}
