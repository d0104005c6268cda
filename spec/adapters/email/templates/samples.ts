/** What the specs of templates render: every mail with all of its values, and with as few as it takes. */
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import {
  createTemplates,
  type TemplateName,
  type TemplatesOptions,
} from '../../../../src/adapters/email/templates/templates'
import { templateNames } from '../../../../src/adapters/email/templates/values'

export const locales = ['en', 'de', 'es', 'fr', 'pt', 'ja']
export const link = 'https://api.example.com/parse/apps/app/request_password_reset?token=abc&username=ann%20b'

const when = new Date('2026-11-05T19:01:00Z')
const circumstances = { link, when, device: 'Firefox on Windows', ip: '203.0.113.7' }

type Samples = Record<TemplateName, Record<string, unknown>>

export const full: Samples = {
  verification: { link, expiresInSeconds: 7200 },
  passwordReset: { link, expiresInSeconds: 7200 },
  accountLocked: { link, until: when },
  passwordChanged: circumstances,
  emailChangeRequested: { ...circumstances, newEmail: 'n•••@example.com' },
  emailChanged: { ...circumstances, newEmail: 'new@example.com' },
  newDevice: circumstances,
  invitation: { link, expiresInSeconds: 604_800 },
  welcome: { link },
  identityLinked: { ...circumstances, provider: 'Auth0' },
  secondFactorRemoved: circumstances,
  accountDeleted: circumstances,
}

export const minimal: Samples = {
  verification: { link },
  passwordReset: { link },
  accountLocked: {},
  passwordChanged: {},
  emailChangeRequested: { newEmail: 'n•••@example.com' },
  emailChanged: { newEmail: 'new@example.com' },
  newDevice: {},
  invitation: { link },
  welcome: {},
  identityLinked: { provider: 'Auth0' },
  secondFactorRemoved: {},
  accountDeleted: {},
}

/** Of all mails, so that one without a sample fails. */
export const names = templateNames

interface Looks extends TemplatesOptions {
  /** @default "My App" */
  appName?: string
}

/** Templates for readers of one language. */
export function templatesWith({ appName = 'My App', ...options }: Looks = {}) {
  const { names, render } = createTemplates(options)
  return {
    names,
    render: (name: string, locale: string | undefined, data: Record<string, unknown>) =>
      render(name, { appName, languages: locale === undefined ? [] : [locale] }, data),
  }
}

/** Folders of templates, which are gone after the spec. */
export function templateFolders(): (files: Record<string, string | Buffer>) => string {
  const folders: string[] = []
  afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })))
  return (files) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'templates-'))
    folders.push(folder)
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
      writeFileSync(path.join(folder, name), content)
    }
    return folder
  }
}

/** An `ERR_TEMPLATE` error, for `toThrow`. */
export const templateError = (message: unknown): Error =>
  expect.objectContaining({ code: 'ERR_TEMPLATE', message }) as Error

/** The values of an attribute in an HTML page, as a browser reads them. */
export const attributes = (html: string, name: string): string[] =>
  [...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'))].map(([, value]) =>
    value!.replaceAll('&amp;', '&'),
  )
