/** The files that pages load. Nothing secret is in them, so that nothing is learned from how short they get. */
import { gzipSync } from 'node:zlib'
import type { ExpressApp } from '../parse/internals'
import { lazily } from '../parse/lazily'
import type { Renderer } from './views/render'

const yearSeconds = 31_536_000

/** @param path that of the pages */
export function serveAssets(app: ExpressApp, path: string, { assets }: Renderer): void {
  for (const [name, { type, text, version }] of assets) {
    const packed = lazily(() => gzipSync(text()))
    app.get(`${path}/assets/${name}`, ({ headers, originalUrl }, res) => {
      res.setHeader('Content-Type', type)
      // What another node has by another version must not be kept for it.
      if (originalUrl.endsWith(`/${name}?${version()}`))
        res.setHeader('Cache-Control', `public, max-age=${yearSeconds}, immutable`)
      res.setHeader('Vary', 'Accept-Encoding')
      if (!/\bgzip\b/.test(String(headers['accept-encoding']))) return void res.send(text())
      res.setHeader('Content-Encoding', 'gzip')
      res.send(packed())
    })
  }
}
