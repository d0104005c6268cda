/** The host's accounts, for a command: they run as in the host, and answer no requests. */
import { accountsOf } from '../../accounts/accounts'
import type { Accounts } from '../../api/accounts'
import type { AccountsOptions } from '../../options'

const noApp = { use: () => undefined }

const withoutDashboard = ({ dashboard: _unused, ...others }: AccountsOptions) => others

/** Rows are removed by the host alone, which knows how long it keeps them. */
const keepingAll = ({ audit }: AccountsOptions): Partial<AccountsOptions> => ({
  sessions: false,
  audit: audit === false ? false : { ...audit, days: 3650 },
})

/**
 * The log would stand among what the command writes.
 * @throws {AccountsError} `ERR_OPTIONS`, `ERR_START`.
 */
export async function withAccounts<Result>(
  options: AccountsOptions,
  work: (accounts: Accounts) => Promise<Result>,
): Promise<Result> {
  const parseServer = { ...options.parseServer, silent: true, logsFolder: null }
  const input = { ...withoutDashboard(options), ...keepingAll(options), checks: false, parseServer } as const
  // Of the environment come neither the brand nor the templates of the host, and perhaps a wrong key.
  const accounts = accountsOf(input, { sendsOwnOnly: true })
  await accounts.mount(noApp)
  try {
    return await work(accounts)
  } finally {
    // With the mails and the rows of the audit that are due.
    await accounts.close()
  }
}
