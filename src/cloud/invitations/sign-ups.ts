/** Sign-ups with an invitation: it is used once, and only by a sign-up that succeeds. */
import { afterAbort } from '../../parse/after-commit'
import { refuse } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import type { Database, Fields } from '../../parse/internals'
import { addCreationField } from '../../parse/request-field'
import type { ExpiringStore } from '../../part/part'
import { asInvited, isSameAddress, verifyAddress, wrongAddress } from './invited'
import { giveBack, type Invitation, readToken, takeInvitation } from './links'

const field = 'invitation'

/** A user of the host's may have another value under this name. */
const tokenIn = ({ [field]: given }: Fields): string | undefined =>
  typeof given === 'string' ? given : undefined

const withoutToken = ({ [field]: _token, ...others }: Fields): Fields => others

async function invitationFor(appId: string, token: string, { email }: Fields): Promise<Invitation> {
  const invitation = await readToken(appId, token)
  if (!invitation)
    return refuse('OPERATION_FORBIDDEN', 'This invitation is too old, or is none: ask for another one.')
  if (email !== undefined && !isSameAddress(email, invitation.email))
    refuse('INVALID_EMAIL_ADDRESS', wrongAddress)
  return invitation
}

const isCreated = (answer: unknown) => (answer as { status?: number }).status === 201

export function signUpHooks(appId: string, store: ExpiringStore): Hooks {
  /** A log-in with a provider creates nobody, and uses nothing up. */
  async function once(
    database: Database,
    invitation: Invitation,
    signUp: () => Promise<unknown>,
  ): Promise<unknown> {
    if (!(await takeInvitation(store, invitation)))
      refuse('OPERATION_FORBIDDEN', 'This invitation was used already: log in, or ask for another one.')
    try {
      const answer = await signUp()
      if (isCreated(answer)) afterAbort(database, () => giveBack(store, invitation))
      else await giveBack(store, invitation)
      return answer
    } catch (thrown) {
      await giveBack(store, invitation)
      throw thrown
    }
  }
  return {
    'rest.create': async (next, config, auth, className, fields, ...rest) => {
      const token = className === '_User' ? tokenIn(fields) : undefined
      if (token === undefined) return next(config, auth, className, fields, ...rest)
      const others = withoutToken(fields)
      const invitation = await invitationFor(appId, token, others)
      const { email } = invitation
      return once(config.database, invitation, () =>
        asInvited(email, () => next(config, auth, className, { email, ...others }, ...rest)),
      )
    },
    'RestWrite._validateEmail': async function (next) {
      verifyAddress(this)
      await next()
    },
    'ParseGraphQLSchema.addGraphQLMutation': function (next, name, mutation, ...rest) {
      if (name === 'signUp')
        addCreationField(this, '_User', mutation, {
          name: field,
          description: 'The token of an invitation, whose address is verified then.',
        })
      return next(name, mutation, ...rest)
    },
  }
}
