/** Links in mails end: those to choose a password after an hour, those that verify an address after a day. */
import { reasonOf } from '../../../errors'
import { type Fields, internals, type ParseConfig, type Row } from '../../../parse/internals'
import { dateValue } from '../../../parse/values'
import type { ParseOptions } from '../../../part/part'

const hour = 60 * 60
const day = 24 * hour

interface Policy {
  resetTokenValidityDuration?: number
}

/** What the host says wins. */
export function withEnds(options: ParseOptions): ParseOptions {
  const policy = (options.passwordPolicy ?? {}) as Policy
  return {
    ...options,
    passwordPolicy: { ...policy, resetTokenValidityDuration: policy.resetTokenValidityDuration ?? hour },
    emailVerifyTokenValidityDuration: options.emailVerifyTokenValidityDuration ?? day,
  }
}

const isThere = (exists: boolean) => ({ $exists: exists })

/**
 * Links that were sent while there was no end to them get one, as if they were sent now: for good, Parse Server would
 * take those that reset a password, and refuse those that verify an address.
 */
export async function endOlderLinks({ appId, loggerController }: ParseConfig): Promise<void> {
  const config = internals.Config().get(appId)
  if (!config) return
  const end = async (token: string, seconds: number | undefined) => {
    const fields: Fields = { [`${token}_expires_at`]: dateValue(Date.now() + Number(seconds) * 1000) }
    const endless: Row = { [token]: isThere(true), [`${token}_expires_at`]: isThere(false) }
    await config.database.update('_User', endless, fields, { many: true })
  }
  try {
    await end('_perishable_token', config.passwordPolicy?.resetTokenValidityDuration)
    await end('_email_verify_token', config.emailVerifyTokenValidityDuration)
  } catch (thrown) {
    loggerController.warn(`Links of older mails could not be given an end: ${reasonOf(thrown)}`)
  }
}
