/** docs/configuration.md has every option, however deep, in the table of its group or in the type of what it belongs to. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { optionPaths } from '../support/options'

const page = readFileSync(path.join(__dirname, '../../docs/configuration.md'), 'utf8')
const sections = new Map(
  page.split(/^## /m).map((section) => [/^`(\S+)`\n/.exec(section)?.[1] ?? '', section] as const),
)

const labelOf = (at: string[]) =>
  at
    .join('.')
    .replaceAll(/\.0(?=\.|$)/g, '[]')
    .replaceAll(/\.name(?=\.|$)/g, '.<name>')
const rowOf = (at: string[]) =>
  sections
    .get(labelOf(at.slice(0, -1)))
    ?.split('\n')
    .find((line) => line.startsWith(`| \`${at.at(-1)!}\``))
const isShown = (at: string[]) =>
  rowOf(at) ??
  /`\{ (.*?) \}`/
    .exec(rowOf(at.slice(0, -1)) ?? '')?.[1]
    ?.split(', ')
    .includes(at.at(-1)!)

const named = [...new Set(optionPaths().map((at) => at.join(' ')))]
  .filter((at) => at !== '' && !/ (0|name)$/.test(at))
  .map((at) => at.split(' '))

test('every option is looked at', () => {
  expect(named.length).toBeGreaterThan(150)
})

test.each(named.map((at) => [labelOf(at), at]))('%s is told of', (_label, at) => {
  expect(isShown(at)).toBeTruthy()
})
