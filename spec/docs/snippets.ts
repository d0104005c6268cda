/** The examples in README and docs, completed to modules that compile: `…` stands for what a host has anyway. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const root = path.join(__dirname, '../..')

/** What examples speak of without saying where it comes from. */
export const ambient = `
import type { Accounts, AccountsOptions, createAccounts as create } from 'parse-server-accounts'
import type { Express } from 'express'
import type ParseSdk from 'parse'
declare global {
  const settings: AccountsOptions['parseServer']
  const mail: NonNullable<AccountsOptions['email']>
  const createAccounts: typeof create
  const accounts: Accounts
  const app: Express
  const Parse: typeof ParseSdk
  const user: ParseSdk.User & { id: string }
  const ParseServer: new (options: object) => { start(): Promise<unknown>; app: Express }
  const others: object
  const [appId, masterKey, databaseURI, domain, clientId, audience, transport, from, sid, id_token, another]: string[]
  const parseServer: typeof settings
  const pdf: Buffer
  const myList: Set<string>
  const audit: { write(event: string, values: object): Promise<void> }
  const sms: { send(to: string, text: string): Promise<void> }
  const metrics: { increment(name: string): void }
}`

/** What its types, which are not installed, say of it. */
export const reactDom = `
declare module 'react-dom/client' {
  export function createRoot(container: Element): { render(children: import('react').ReactNode): void }
}`

const completions: [RegExp, string][] = [
  [/(new ParseServer\(\{) …/, '$1 ...others'],
  [/(parseServer: \{)\s*…/, '$1 ...settings'],
  [/(email: \{) …/, '$1 ...mail'],
  [/(createAccounts\(\{\s*)…/, '$1 parseServer: settings'],
  [/(createAccounts\(\{[^…]*), … \}\)/, '$1, parseServer: settings })'],
  [/=> …\)/, '=> undefined)'],
  [/^parseServer: \{([^]*)\}\n$/, 'createAccounts({ parseServer: { ...settings, $1 } })\n'],
  [/^(email: [^]*)/, 'createAccounts({ parseServer: settings, $1 })'],
]

const complete = (code: string) =>
  completions.reduce((sofar, [pattern, completed]) => sofar.replace(pattern, completed), code)

export interface Snippet {
  /** As docs/email.md:12. */
  place: string
  /** Of the file that it is, where its first line says so: others on the page may import it. */
  name: string | undefined
  code: string
  isJsx: boolean
}

const nameIn = (code: string) => /^\/\/ ([\w.-]+\.(?:[cm]?[jt]s|tsx))\b/.exec(code)?.[1]

/** Of docs/api.md, which is made of the source. */
const isDeclaration = (code: string) => /^(\/\*\*|interface |type )/.test(code)

function snippetsOf(file: string): Snippet[] {
  const text = readFileSync(path.join(root, file), 'utf8')
  return [...text.matchAll(/^( *)```(ts|js|tsx)\n([^]*?)^\1```$/gm)]
    .map(({ 1: indent = '', 2: language, 3: code = '', index }) => ({
      line: text.slice(0, index).split('\n').length + 1,
      isJsx: language === 'tsx',
      code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    }))
    .filter(({ code }) => !isDeclaration(code))
    .map(({ line, isJsx, code }) => ({
      place: `${file}:${line}`,
      name: nameIn(code),
      code: `${complete(code)}\nexport {}\n`,
      isJsx,
    }))
}

export const snippets = (): Snippet[] => {
  const pages = readdirSync(path.join(root, 'docs')).filter((name) => name.endsWith('.md'))
  return ['README.md', ...pages.map((name) => `docs/${name}`)].flatMap(snippetsOf)
}
