/** Security headers of every answer of ours, by the kind of the answer; none of the host's own routes. */
import type { Handler, PagesOptions } from '../../parse/internals'
import { dataHeaders } from './api'
import { dashboardHeaders } from './dashboard'
import { fileHeaders } from './files'
import { pageHeaders } from './pages'

/** What sets them, in the order in which it has to be mounted. */
export interface Headers {
  /** For all that is ours. */
  always: Handler[]
  /** What is otherwise below a path of the API. */
  within: { below: string; handle: Handler }[]
  dashboard: Handler[]
}

/** @param isWanted the option `headers`: without them, the host or its proxy sets them */
export function createHeaders(isWanted: boolean, pages: PagesOptions | undefined, publicUrl: URL): Headers {
  if (!isWanted) return { always: [], within: [], dashboard: [] }
  return {
    always: [dataHeaders],
    within: [{ below: '/files', handle: fileHeaders }, pageHeaders(pages ?? {}, publicUrl)],
    dashboard: [dataHeaders, dashboardHeaders(publicUrl)],
  }
}
