/**
 * Guard: a part of an object that is updated to null, as "address.city", and one within an object that is null. For
 * triggers, and for users, parse-server makes an object of what is written, and fails over both: HTTP 500, in part
 * after the write.
 */
import type { Hooks } from '../../parse/hooks'
import type { ParseUser, Row } from '../../parse/internals'

const isOperation = (value: unknown) => typeof (value as { __op?: unknown } | null)?.__op === 'string'

/** "address.city", and the deeper "address.city.name" as parse-server has it: of the first two. */
function setPart(object: ParseUser, name: string, value: unknown): void {
  const [field = '', part = ''] = name.split('.')
  const whole: unknown = object.get(field)
  const parts = typeof whole === 'object' && whole !== null ? (whole as Row) : {}
  object.set(field, { ...parts, [part]: value })
}

/** Those that parse-server can't put in place itself. */
const partsIn = (data: Row, original: Row | undefined): string[] =>
  Object.keys(data).filter((name) => {
    const [field = '', ...parts] = name.split('.')
    const isAlone = data[name] === null || original?.[field] === null
    return parts.length > 0 && isAlone && !isOperation(data[name])
  })

export const emptyPartGuard: Hooks = {
  'RestWrite.buildParseObjects': function (next) {
    const { data } = this
    const parts = partsIn(data, this.originalData)
    if (parts.length === 0) return next()
    this.data = Object.fromEntries(Object.entries(data).filter(([name]) => !parts.includes(name)))
    try {
      const built = next()
      for (const name of parts) setPart(built.updatedObject, name, data[name])
      return built
    } finally {
      this.data = data
    }
  },
}
