/** The option `transport`: where mail goes. What nodemailer would misread without a word is refused. */
import { z } from 'zod'
import { signingKeyProblem } from './signing-key'
import { anyObject } from '../../option-kinds'

const howToWrite = 'in user and password write # as %23, / as %2F and ? as %3F'
const urlText = 'as smtp://user:password@host:587'

/** A password with a slash or a number sign in it ends the host early, and mail would go elsewhere. */
function urlProblem(text: string): string | undefined {
  const isWhole = URL.canParse(text) && /^\/?$/.test(new URL(text).pathname)
  if (isWhole && !text.includes('#')) return undefined
  return `expected a URL with neither path nor fragment, ${urlText}; ${howToWrite}`
}

/** What one may find among the options of nodemailer. */
interface Known {
  url?: unknown
  dkim?: { privateKey?: unknown; keys?: unknown }
}

function keyProblem({ dkim }: Known): string | undefined {
  if (!dkim) return undefined
  const keys = [dkim.keys ?? dkim].flat() as { privateKey?: unknown }[]
  const problems = keys.map(({ privateKey }) =>
    typeof privateKey === 'string' ? signingKeyProblem(privateKey) : undefined,
  )
  const first = problems.find((problem) => problem !== undefined)
  return first && `dkim: ${first}`
}

function problemOf(transport: string | object): string | undefined {
  if (typeof transport === 'string') return urlProblem(transport)
  const { url, ...others } = transport as Known
  return (typeof url === 'string' ? urlProblem(url) : undefined) ?? keyProblem(others)
}

export const transportOption = z
  .union([z.url({ protocol: /^smtps?$/, abort: true }), anyObject], {
    error: `expected an SMTP URL, ${urlText} (${howToWrite}), or nodemailer transport options`,
  })
  .superRefine((transport, context) => {
    const message = problemOf(transport)
    if (message !== undefined) context.addIssue({ code: 'custom', message })
  })
