/**
 * Guard: parse-server sends a file that comes by GraphQL to its own address by plain HTTP, with the session and the keys of
 * the client. Where the address is of HTTPS, nothing is stored; and nobody listens to the errors of both streams: a file
 * that is too large, or a client that goes away, ends the process. Here the handler of REST's route gets it.
 */
import { buffer } from 'node:stream/consumers'
import type { GraphQLFieldConfig } from 'graphql'
import { parseError, refuse } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import {
  type Auth,
  type GraphQLContext,
  internals,
  type ParseGraphQLSchema,
  type Request,
  type RequestConfig,
  type StoredFile,
  type Upload,
  type UploadRequest,
} from '../../parse/internals'
import { currentRequest } from '../../parse/request/request'

/** Errors of the upload itself have words for clients. */
const wordsOf = (thrown: unknown, filename: string) => {
  const { expose, message } = thrown as { expose?: unknown; message?: string }
  return expose === true && message ? message : `Could not store file: ${filename}.`
}

/** All of it: `guardMultipart` bounds the whole request. */
async function bytesOf({ createReadStream }: Upload, filename: string): Promise<Buffer> {
  try {
    return await buffer(createReadStream())
  } catch (thrown) {
    return refuse('FILE_SAVE_ERROR', wordsOf(thrown, filename))
  }
}

/** Limits of the host for the route of REST count here too, as for an entry of a batch. */
async function checkRateLimits(path: string, { ip, info, auth }: Request, config: RequestConfig) {
  const asked = { ip: ip ?? config.ip, method: 'POST', config, auth, info: { ...info } }
  for (const { path: limited, handler, errorResponseMessage } of config.rateLimits ?? []) {
    if (!limited.regexp.test(path)) continue
    let refusal: unknown
    await handler(asked, { setHeader: () => undefined }, (error) => (refusal ??= error))
    if (refusal !== undefined) refuse('CONNECTION_FAILED', errorResponseMessage)
  }
}

/** What stands before the handler of the route. */
async function checkRoute(path: string, req: Request, config: RequestConfig): Promise<void> {
  const { isReadOnly } = req.auth as Auth
  if (isReadOnly) refuse('OPERATION_FORBIDDEN', "read-only masterKey isn't allowed to create a file.")
  if (!internals.middlewares().isRouteAllowed(path, config, req.auth))
    refuse('OPERATION_FORBIDDEN', `Route not allowed by routeAllowList: POST ${path}`)
  await checkRateLimits(path, req, config)
}

const stored = (request: UploadRequest): Promise<StoredFile> =>
  new Promise((resolve, reject) => {
    const answer = { status: () => undefined, set: () => undefined, json: resolve }
    internals.FilesRouter().prototype.createHandler(request, answer, reject).catch(reject)
  })

/** The name that parse-server gives it: with the ending of its kind. */
function nameOf({ filename = '', mimetype }: Upload): string {
  const ending = `.${internals.mime().getExtension(mimetype)}`
  return filename.endsWith(ending) ? filename : filename + ending
}

async function store(upload: Upload, req: Request, config: RequestConfig): Promise<StoredFile> {
  const filename = nameOf(upload)
  await checkRoute(`/files/${filename}`, req, config)
  const headers: Record<string, string> = { 'content-type': upload.mimetype }
  return stored({
    params: { filename },
    body: await bytesOf(upload, filename),
    auth: req.auth as Auth,
    config,
    get: (name) => headers[name.toLowerCase()],
  })
}

/** parse-server calls its own function here, where nobody can stand in front of it. */
function storeHere(createFile: GraphQLFieldConfig<unknown, GraphQLContext>, schema: ParseGraphQLSchema) {
  createFile.resolve = async (_source, { input }, { config }) => {
    const { upload, clientMutationId } = input as { upload: Promise<Upload>; clientMutationId?: string }
    try {
      return { ...(await internals.filesMutations().handleUpload(upload, config)), clientMutationId }
    } catch (thrown) {
      return schema.handleError(thrown)
    }
  }
}

export const uploadGuard: Hooks = {
  'filesMutations.handleUpload': async (_next, upload, config) => {
    const req = currentRequest()?.incoming
    if (!req) throw parseError('FILE_SAVE_ERROR', 'A file comes with a request.')
    const file = await upload.catch((thrown: unknown) => refuse('FILE_SAVE_ERROR', wordsOf(thrown, '')))
    return { fileInfo: await store(file, req, config) }
  },
  'ParseGraphQLSchema.addGraphQLMutation': function (next, name, mutation, ...rest) {
    if (name === 'createFile') storeHere(mutation, this)
    return next(name, mutation, ...rest)
  },
}
