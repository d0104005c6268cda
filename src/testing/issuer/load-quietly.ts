/** Loads oidc-provider without its word on the version of Node. */
import type * as OidcProvider from 'oidc-provider'
import { needs } from '../needs'

/**
 * Below Node 22 the package says that it is not supported there. What the issuers need of it works on Node 20
 * (the specs run there), and the line would stand amid others. Other warnings are passed on.
 */
export async function loadOidcProvider(): Promise<typeof OidcProvider> {
  const { warn } = console
  console.warn = (...words: unknown[]) => {
    if (!String(words[0]).includes('oidc-provider WARNING: Unsupported runtime')) warn(...words)
  }
  try {
    return await needs('oidc-provider', () => import('oidc-provider'))
  } finally {
    console.warn = warn
  }
}
