/** Rows of the tables: one request each, and whether it is refused or what it stores. */
export interface Row {
  title: string
  method: string
  /** Below the API; below the server's root with `isRoot`. `$USER`, `$NAME` and `$TOKEN` stand for Ann's. */
  path: string
  isRoot?: boolean
  /** On top of the application's id; `undefined` takes one away. */
  headers?: Record<string, string | string[] | undefined>
  body?: string | Buffer
}

export const json = { 'Content-Type': 'application/json' }
export const asAnn = { 'X-Parse-Session-Token': '$TOKEN' }
export const asMaster = { 'X-Parse-Master-Key': '$MASTER' }

interface FieldRows {
  method?: string
  path: string
  /** Where the value goes: "username", or "authData.custom.id". */
  field: string
  values: Record<string, string>
  /** The other fields, as JSON. `$UNIQUE` is another text in each row. */
  others?: Record<string, string>
  headers?: Record<string, string>
}

const textOf = (fields: Record<string, string>) =>
  `{${Object.entries(fields)
    .map(([name, value]) => `${JSON.stringify(name)}:${value}`)
    .join(',')}}`

/** A row for each value of a field. */
export function fieldRows({ method = 'POST', path, field, values, others = {}, headers }: FieldRows): Row[] {
  const [name = '', ...inner] = field.split('.')
  return Object.entries(values).map(([kind, value]) => {
    const nestedValue = inner.reduceRight((json, key) => `{${JSON.stringify(key)}:${json}}`, value)
    return {
      title: `${method} ${path}: ${field} is ${kind}`,
      method,
      path,
      headers: { ...json, ...headers },
      body: textOf({ ...others, [name]: nestedValue }),
    }
  })
}

/** A row with a body of JSON, or none. */
export function row(
  method: string,
  path: string,
  body?: string | Buffer,
  { title, ...rest }: Partial<Row> = {},
): Row {
  const shown = typeof body === 'string' ? ` ${body.slice(0, 60)}` : ''
  return {
    title: `${method} ${path.slice(0, 90)}: ${title ?? ''}${title ? '' : shown}`.trim(),
    method,
    path,
    ...(body === undefined ? {} : { body }),
    ...rest,
    headers: { ...(body === undefined ? {} : json), ...rest.headers },
  }
}
