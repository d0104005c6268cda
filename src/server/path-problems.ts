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
  endpoints: string
}

/** Neither may lie below the other. */
export function endpointProblems(options: Record<string, unknown>, takers: Endpoints[]): OptionProblem[] {
  const { mounted } = placesOf(options)
  return takers
    .filter(({ endpoints }) => mounted.some((at) => isWithin(at, endpoints) || isWithin(endpoints, at)))
    .map(({ path, endpoints }) => ({ path, message: `takes ${endpoints} for itself: choose other paths` }))
}

/** What is mounted beside the API must not lie below it, nor on the same path as something else. */
export function pathProblems(input: Record<string, unknown>): OptionProblem[] {
  const { dashboard, pages, shutdown, backendless } = input
  const { api, graphqlAt, dashboardAt, pagesAt, mounted } = placesOf(input)
  const isBelowApi = (path: unknown) => api && `${String(path)}/`.startsWith(`${api.replace(/\/$/, '')}/`)
  const problems: OptionProblem[] = []
  if (isBelowApi(graphqlAt))
    problems.push({
      path: 'graphql.path',
      message: 'must not lie below the path of the API, that of publicServerURL or mountPath',
    })
  if (dashboard !== undefined && (isBelowApi(dashboardAt) || dashboardAt === graphqlAt))
    problems.push({ path: 'dashboard.path', message: 'must be a path of its own, not below the API' })
  if (pages !== false && (isBelowApi(pagesAt) || [graphqlAt, dashboardAt].includes(pagesAt)))
    problems.push({ path: 'pages.path', message: 'must be a path of its own, not below the API' })
  if (shutdown !== false && mounted.includes('/health'))
    problems.push({ path: 'shutdown', message: 'takes /health for itself: choose other paths, or `false`' })
  const takers = backendless === undefined ? [] : [{ path: 'backendless', endpoints: '/backendless' }]
  return [...problems, ...endpointProblems(input, takers)]
}
