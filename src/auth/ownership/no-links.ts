/** What takes away the links that were mailed to an address: they must not outlive it. */
import { deletion } from '../../parse/values'

export const noVerificationLink = { _email_verify_token: deletion, _email_verify_token_expires_at: deletion }

export const noResetLink = { _perishable_token: deletion, _perishable_token_expires_at: deletion }
