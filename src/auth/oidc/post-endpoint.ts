/** Endpoints of ours that the servers of a provider call. */
import { type Handler, internals, type Request, type Response } from '../../parse/internals'
import type { Endpoint } from '../../part/part'

/**
 * Takes POST alone, and nobody keeps what it answers.
 * @param advice to whoever calls it otherwise
 */
export const postEndpoint = (
  path: string,
  advice: string,
  answer: (req: Request, res: Response) => void,
): Endpoint => ({
  stage: 'endpoint',
  path,
  handle: (req, res) => {
    res.setHeader('Cache-Control', 'no-store')
    if (req.method === 'POST') return answer(req, res)
    res.setHeader('Allow', 'POST')
    res.status(405).json({ code: internals.Parse().Error.INVALID_JSON, error: advice })
  },
})

/** The token that a request is sent with. */
export const bearerIn = ({ headers }: Request): string | undefined =>
  /^bearer (.+)$/i.exec(headers.authorization ?? '')?.[1]

/** A parser of the host's may have read it. Rejects where it can't be read. */
export async function bodyRead(req: Request, read: Handler): Promise<unknown> {
  await new Promise<void>((resolve, reject) =>
    read(req, req.res, (error) => (error ? reject(new Error('unreadable')) : resolve())),
  )
  return req.body
}
