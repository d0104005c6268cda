/** What takes away the links that were mailed to an address: they must not outlive it. */
const remove = { __op: 'Delete' }

export const noVerificationLink = { _email_verify_token: remove, _email_verify_token_expires_at: remove }

export const noResetLink = { _perishable_token: remove, _perishable_token_expires_at: remove }
