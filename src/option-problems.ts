/** Says in our words what a schema has found wrong. */
import type { ZodError } from 'zod'

/** One wrong option: its path (`auth0.clientId`) and what is expected there. */
interface Problem {
  path: string
  message: string
}

/** @param within path of the options that were checked */
export function problemsOf(error: ZodError | undefined, within: string[] = []): Problem[] {
  return (error?.issues ?? []).flatMap((issue) => {
    const path = [...within, ...issue.path]
    if (issue.code !== 'unrecognized_keys')
      return [{ path: path.join('.') || 'options', message: issue.message }]
    return issue.keys.map((key) => ({
      path: [...path, key].join('.'),
      message: 'unknown option: is it misspelt?',
    }))
  })
}
