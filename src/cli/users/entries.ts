/** Reads a file of users, one after the other, and never has all of it in memory: CSV, JSON lines, or a JSON array. */
import { createReadStream, type ReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream'
import { type CsvError, parse as parseCsv } from 'csv-parse'
import { parser as parseJson } from 'stream-json'
import { pick } from 'stream-json/filters/Pick'
import { streamArray } from 'stream-json/streamers/StreamArray'
import { reasonOf } from '../../errors'
import { UsageError } from '../usage-error'
import { unshield } from './formulas'

/** What stands at one place. */
export interface Entry {
  /** As "line 17". */
  place: string
  record?: unknown
  /** Why there is no record. */
  fault?: string
  /** Nothing behind it can be read. */
  isLast?: true
}

/** A file whose beginning was looked at. */
export interface UserFile {
  bytes: number
  /** How far it was read. */
  bytesRead: () => number
  entries: AsyncIterable<Entry>
}

const mark = '\uFEFF'
/** Of the objects in which the array of users stands, for Firebase and for Parse. */
const around = /^\s*\{\s*"(users|results)"\s*:\s*\[/

async function headOf(file: string): Promise<{ head: string; bytes: number }> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(1024), 0, 1024, 0)
    const start = buffer.subarray(0, 2).toString('hex')
    if (start === '1f8b') throw new UsageError(`${file} is compressed: unpack it, as by gunzip.`)
    if (start === 'fffe' || start === 'feff') throw new UsageError(`${file} is UTF-16: save it as UTF-8.`)
    const head = buffer.toString('utf8', 0, bytesRead)
    if (head.replace(mark, '').trim() === '') throw new UsageError(`${file} is empty.`)
    return { head, bytes: (await handle.stat()).size }
  } finally {
    await handle.close()
  }
}

async function* readLines(stream: ReadStream): AsyncGenerator<Entry> {
  let number = 0
  for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
    const place = `line ${++number}`
    if (line.trim() === '') continue
    try {
      yield { place, record: JSON.parse(line) as unknown }
    } catch {
      // The message of the error would repeat what the file has there.
      yield { place, fault: 'is not well-formed JSON' }
    }
  }
}

async function* readArray(stream: ReadStream, filter: string | undefined): AsyncGenerator<Entry> {
  let number = 0
  const values = streamArray()
  const ignore = () => undefined
  if (filter === undefined) pipeline(stream, parseJson(), values, ignore)
  else pipeline(stream, parseJson(), pick({ filter }), values, ignore)
  try {
    for await (const { value } of values as AsyncIterable<{ value: unknown }>)
      yield { place: `entry ${++number}`, record: value }
  } catch {
    yield { place: `entry ${number + 1}`, fault: 'is not well-formed JSON', isLast: true }
  }
}

const openQuote = { fault: 'begins a quoted text that does not end', isLast: true } as const

/** csv-parse does not find the end of such a line. */
const tooLong = {
  fault: 'is longer than 1 MB, or begins a quoted text that does not end',
  isLast: true,
} as const

/** What is wrong with a line; of any other length than the first, nobody knows which cell is which. */
function faultOfLine({ code }: CsvError): Pick<Entry, 'fault' | 'isLast'> {
  if (code === 'CSV_RECORD_INCONSISTENT_COLUMNS')
    return { fault: 'has more or fewer cells than the first line' }
  if (code === 'CSV_MAX_RECORD_SIZE') return tooLong
  return code === 'CSV_QUOTE_NOT_CLOSED' ? openQuote : { fault: 'is no CSV' }
}

const sameTitle = {
  place: 'line 1',
  fault: 'has two columns of one name: nobody knows which of them counts',
  isLast: true,
} as const

/** @param columns where the first line has no titles */
async function* readCsv(stream: ReadStream, columns: string[] | undefined): AsyncGenerator<Entry> {
  const skipped: Entry[] = []
  let line = 0
  const ambiguous: Entry[] = []
  const readTitles = (titles: string[]) => {
    if (new Set(titles).size < titles.length) ambiguous.push(sameTitle)
    return titles
  }
  const records = parseCsv({
    ...{ bom: true, info: true, skip_empty_lines: true, skip_records_with_error: true },
    // A quote that nobody closes must not take the rest of the file into memory.
    max_record_size: 1_000_000,
    ...(columns
      ? { columns, relax_quotes: true, relax_column_count_less: true }
      : { columns: readTitles, cast: unshield }),
  })
  let isOver = false
  records.on('skip', (error: CsvError) => {
    // It comes again with each piece of what is behind.
    if (isOver) return
    const fault = faultOfLine(error)
    isOver = fault.isLast === true
    skipped.push({ place: `line ${Number(error.lines)}`, ...fault })
  })
  pipeline(stream, records, () => undefined)
  try {
    for await (const { record, info } of records as AsyncIterable<{
      record: unknown
      info: { lines: number }
    }>) {
      if (ambiguous.length > 0) return yield* ambiguous
      yield* skipped.splice(0)
      line = info.lines
      yield { place: `line ${line}`, record }
    }
    yield* skipped.splice(0)
  } catch {
    yield* skipped.splice(0)
    yield { place: `line ${line + 1}`, ...openQuote }
  }
}

/**
 * @param columns of a CSV whose first line is a user
 * @throws {UsageError} when it can't be read, or is of no kind that is known
 */
export async function openUserFile(file: string, columns?: string[]): Promise<UserFile> {
  const { head, bytes } = await headOf(file).catch((thrown: unknown) => {
    if (thrown instanceof UsageError) throw thrown
    throw new UsageError(`The list of users can't be read: ${reasonOf(thrown)}.`)
  })
  const stream = createReadStream(file, { start: head.startsWith(mark) ? 3 : 0 })
  const start = head.replace(mark, '').trimStart()
  const filter = around.exec(start)?.[1]
  const entriesOf = () => {
    if (start.startsWith('[') || filter !== undefined) return readArray(stream, filter)
    return start.startsWith('{') ? readLines(stream) : readCsv(stream, columns)
  }
  return { bytes, bytesRead: () => stream.bytesRead, entries: entriesOf() }
}
