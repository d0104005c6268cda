/** Runs the demo for a group of specs, and opens it in a browser that is closed after each. */
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { describeWithBrowser } from '../support/browser'
import { type DemoProcess, freePorts, newDataDir, startDemo } from './demo-process'

/** A browser with nothing in it yet. */
export interface Visit {
  context: BrowserContext
  page: Page
  /** Errors and warnings of all pages, broken rules of the Content-Security-Policy among them. */
  complaints: string[]
}

interface Parts {
  demo: () => DemoProcess
  visit: (options?: BrowserContextOptions) => Promise<Visit>
}

/** @param body calls `demo()` and `visit()` within tests, not while it describes them */
export function describeDemo(title: string, body: (parts: Parts) => void): void {
  describeWithBrowser(title, (browser) => {
    let demo: DemoProcess
    let remove: () => Promise<void>
    let context: BrowserContext | undefined

    beforeAll(async () => {
      const folder = await newDataDir()
      remove = folder.remove
      demo = startDemo(await freePorts(), folder.dataDir)
      await demo.printed('Ctrl-C stops everything')
    })
    afterEach(() => context?.close())
    afterAll(async () => {
      await demo.kill()
      await remove()
    })

    async function visit(options: BrowserContextOptions = {}): Promise<Visit> {
      context = await browser().newContext(options)
      const complaints: string[] = []
      context.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
      })
      context.on('weberror', (error) => complaints.push(error.error().message))
      return { context, page: await context.newPage(), complaints }
    }
    body({ demo: () => demo, visit })
  })
}
