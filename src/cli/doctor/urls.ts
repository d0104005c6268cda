/** The public URL: whether the server answers there, and who stands in between. */
import { reasonOf } from '../../errors'
import type { Diagnosis } from '../../part/part'
import { ok, warning, wrong } from './diagnoses'

const mostMs = 10_000

/** Headers by which proxies and networks in front of a server tell of themselves. */
const traces = ['via', 'x-cache', 'cf-ray', 'x-served-by', 'x-amz-cf-id', 'x-vercel-id']

/** Express says nothing of itself; others who answer do. */
function proxyOf({ headers }: Response): string | undefined {
  const server = headers.get('server')
  return server ?? traces.find((name) => headers.has(name))
}

const reasonIn = (thrown: unknown) => {
  const { cause } = thrown as { cause?: { code?: unknown } }
  return typeof cause?.code === 'string' ? cause.code : reasonOf(thrown)
}

const docs = 'docs/rest.md, "Behind a proxy"'

function diagnoseProxy(response: Response): Diagnosis {
  const proxy = proxyOf(response)
  if (proxy === undefined)
    return ok('proxy', 'None is seen in front of the server: leave `trust proxy` off unless you have one.')
  return warning(
    'proxy',
    `Answers come by one (${proxy}): app.set('trust proxy', …) has to name it, or all clients have its address (${docs}).`,
  )
}

async function isParseServer(response: Response): Promise<boolean> {
  const body: unknown = await response.json().catch(() => undefined)
  return response.ok && (body as { status?: unknown } | undefined)?.status === 'ok'
}

/** @param publicUrl where clients reach the API */
export async function diagnoseUrls(publicUrl: string): Promise<Diagnosis[]> {
  const name = 'public URL'
  const url = `${publicUrl.replace(/\/+$/, '')}/health`
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(mostMs), redirect: 'manual' })
    if (!(await isParseServer(response)))
      return [wrong(name, `${url} answers ${response.status}, and not as Parse Server: is the path right?`)]
    return [ok(name, `Parse Server answers at ${publicUrl}.`), diagnoseProxy(response)]
  } catch (thrown) {
    const advice = 'does the server run, and is it reachable from here by that name?'
    return [wrong(name, `${url} gives no answer (${reasonIn(thrown)}): ${advice}`)]
  }
}
