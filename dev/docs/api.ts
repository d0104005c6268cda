/** docs/api.md, from the types that hosts see and what is written beside them. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

const root = path.join(__dirname, '../..')
const at = (...names: string[]) => path.join(root, ...names)

const head = `# API

What \`createAccounts(options)\` gives, and what else the package exports; what begins with "Tests" is of
[\`parse-server-accounts/testing\`](testing.md). Options stand in [configuration](configuration.md).
This page is generated from the types: \`npm run docs\` writes it.

Functions: \`createAccounts(options)\`, \`nodemailerAdapter(options)\`, \`auth0Adapter(options)\`; for tests \`startTestHost\`,
\`createUser\`, \`startMailbox\`, \`startIssuer\`, \`startPostgres\`. What they throw is an \`AccountsError\` with \`code\`,
\`message\` and, for \`ERR_OPTIONS\`, \`problems\`.

\`\`\`ts
const accounts = createAccounts({ parseServer, email: { transport, from } })
await accounts.mount(app)
accounts.on('login', ({ userId, provider }) => console.log(userId, provider))
await accounts.sessions.revoke(user.id)
\`\`\`
`

/** In the order in which one meets them. */
const sections: [title: string, file: string, names: string[]][] = [
  ['Accounts', 'src/api/accounts.ts', ['Accounts', 'HostApp']],
  ['Events', 'src/api/accounts.ts', ['AccountsEvents']],
  ['A log-in', 'src/api/sign-in.ts', ['LogInEvent']],
  ['Triggers', 'src/api/triggers.ts', ['LogInDetails', 'TriggerFailure']],
  [
    'A security event',
    'src/api/security.ts',
    ['SecurityEvent', 'securityEventTypes', 'FailureReason', 'AuditEntry'],
  ],
  ['Sessions', 'src/api/sessions.ts', ['Sessions', 'SessionInfo', 'RevokeTarget']],
  ['Users', 'src/api/users.ts', ['Users', 'BlockOptions', 'LogInLink', 'UserExport', 'UserDataRequest']],
  ['Sessions of browsers', 'src/api/browser-session.ts', ['SessionOf', 'BrowserSession']],
  ['Outbox', 'src/api/outbox.ts', ['OutboxControl', 'OutboxEntry', 'OutboxCounts']],
  ['Recipients of a mail', 'src/api/email.ts', ['MailTo', 'MailAddressing', 'Attachment']],
  [
    'Adapters for a `ParseServer` of your own',
    'src/api/email.ts',
    ['EmailAdapter', 'EmailMessage', 'UserEmail', 'Reader', 'Recipient'],
  ],
  ['Tests: a host', 'src/testing/host.ts', ['TestHostOptions', 'TestHost']],
  ['Tests: users', 'src/testing/user.ts', ['TestUserFields', 'TestUser']],
  ['Tests: a mailbox', 'src/testing/mailbox/mailbox.ts', ['MailboxOptions', 'Mailbox']],
  ['Tests: a mail', 'src/testing/mailbox/message.ts', ['ReceivedMessage']],
  ['Tests: an issuer', 'src/testing/issuer/issuer.ts', ['TestIssuer']],
  ['Tests: who signs in', 'src/testing/issuer/shape.ts', ['IssuerAccount']],
  ['Tests: tokens', 'src/testing/issuer/visitor.ts', ['IssuedTokens', 'IssuedCode']],
  ['Tests: faults of a mailbox', 'src/testing/mailbox/faults.ts', ['ConnectionFault']],
  ['Tests: a database', 'src/testing/postgres/engine.ts', ['EngineOptions', 'Engine']],
  ['Errors', 'src/errors.ts', ['AccountsErrorCode', 'OptionProblem']],
]

function nameOf(statement: ts.Statement): string | undefined {
  if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) return statement.name.text
  return ts.isVariableStatement(statement)
    ? statement.declarationList.declarations[0]?.name.getText()
    : undefined
}

/** With its comment, as it stands in the source. */
function declarationOf(file: string, name: string): string {
  const source = ts.createSourceFile(file, readFileSync(at(file), 'utf8'), ts.ScriptTarget.Latest, true)
  const found = source.statements.find((each) => nameOf(each) === name)
  if (!found) throw new Error(`${file} declares no ${name}.`)
  const [comment] = ts.getLeadingCommentRanges(source.text, found.pos)?.slice(-1) ?? []
  const start = found.getStart()
  // The sentence about the file stands apart.
  const isItsOwn = comment && !source.text.slice(comment.end, start).includes('\n\n')
  return source.text.slice(isItsOwn ? comment.pos : start, found.end).replace(/^export /m, '')
}

const section = ([title, file, names]: (typeof sections)[number]) =>
  [`## ${title}`, '```ts', names.map((name) => declarationOf(file, name)).join('\n\n'), '```'].join('\n')

export const apiPage = (): string => [head, ...sections.map(section)].join('\n\n')
