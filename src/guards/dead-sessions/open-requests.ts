/** Which requests need no session: those of people who want one, or want to be rid of one. */
import type { DocumentNode, OperationDefinitionNode } from 'graphql'
import { isTooLarge } from '../input/batches'
import { internals, type Request, type RequestConfig } from '../../parse/internals'

const withPassword = ['/login', '/verifyPassword']
const routes: Partial<Record<string, string[]>> = {
  GET: withPassword,
  POST: [
    ...[...withPassword, '/challenge', '/logout', '/users', '/classes/_User'],
    ...['/requestPasswordReset', '/verificationEmailRequest'],
  ],
}

const mutations = new Set([
  ...['signUp', 'createUser', 'logIn', 'logInWith', 'challenge', 'logOut'],
  ...['resetPassword', 'confirmResetPassword', 'sendVerificationEmail'],
])

/** As parse-server's router finds it. */
function isOpenRoute(method: string, path: string): boolean {
  const middlewares = internals.middlewares()
  return (routes[method.toUpperCase()] ?? []).some((route) => middlewares.matchesExactRoute(path, route))
}

interface Body {
  requests?: unknown
  query?: unknown
  operationName?: unknown
}

/** As it should be: of others, what is thrown is the answer. */
interface SubRequest {
  method?: string
  path: string
}

/** A batch has one session for all that is in it. */
function isOpenBatch({ originalUrl, body }: Request, config: RequestConfig): boolean {
  const { requests } = body as Body
  if (!Array.isArray(requests) || isTooLarge(requests, config)) return false
  const batch = internals.batch()
  const routed = batch.makeBatchRoutingPathFunction(originalUrl, config.serverURL, config.publicServerURL)
  const isOpen = ({ method, path }: SubRequest) => isOpenRoute(method ?? 'GET', routed(path))
  return requests.length > 0 && requests.every(isOpen)
}

/** The operation that is asked for, by its name where there are several. */
function operationIn({ definitions }: DocumentNode, name: unknown) {
  const { Kind } = internals.graphql()
  const operations = definitions.filter(
    ({ kind }) => kind === Kind.OPERATION_DEFINITION,
  ) as OperationDefinitionNode[]
  return operations.length === 1 ? operations[0] : operations.find((each) => each.name?.value === name)
}

function isOpenOperation({ query, operationName }: Body): boolean {
  const { Kind, OperationTypeNode, parse } = internals.graphql()
  const { operation, selectionSet } = operationIn(parse(String(query)), operationName) ?? {}
  return (
    operation === OperationTypeNode.MUTATION &&
    selectionSet?.selections.every((each) => each.kind === Kind.FIELD && mutations.has(each.name.value)) ===
      true
  )
}

/** parse-server parses GraphQL’s bodies when it knows the session; what is parsed already, it takes as it is. */
const parsed = (req: Request) =>
  new Promise<Body>((resolve) => {
    internals.express().json()(req, req.res, () => resolve(req.body ?? {}))
  })

/** @throws what can't be read, which its own route refuses */
async function isOpen(req: Request, config: RequestConfig): Promise<boolean> {
  const { method = '', path } = req
  // parse-server has no route there: it is GraphQL's own.
  if (path === '/') return method === 'POST' && isOpenOperation(await parsed(req))
  if (internals.middlewares().matchesExactRoute(path, '/batch')) return isOpenBatch(req, config)
  return isOpenRoute(method, path)
}

/** Whether a request can be answered without a session. Whatever can't be read is not known to be one. */
export const needsNoSession = (req: Request, config: RequestConfig): Promise<boolean> =>
  isOpen(req, config).catch(() => false)
