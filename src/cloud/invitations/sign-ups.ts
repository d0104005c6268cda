/** Sign-ups with an invitation: it is used once, and only by a sign-up that succeeds. */
import { afterAbort, afterCommit } from '../../parse/after-commit'
import { refuse } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import type { Database, Fields } from '../../parse/internals'
import { addCreationField } from '../../parse/request-field'
import type { ExpiringStore } from '../../part/part'
import { asInvited, isSameAddress, verifyAddress, wrongAddress } from './invited'
import { type HeldInvitation, holdInvitation, type Invitation, readToken } from './links'

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

/** A transaction may yet undo the sign-up. */
async function keepUsed(database: Database, { use, giveBack }: HeldInvitation): Promise<void> {
  afterAbort(database, giveBack)
  await afterCommit(database, use)
}

export function signUpHooks(appId: string, store: ExpiringStore): Hooks {
  /** A log-in with a provider creates nobody, and uses nothing up. */
  async function once(
    database: Database,
    invitation: Invitation,
    signUp: () => Promise<unknown>,
  ): Promise<unknown> {
    const held = await holdInvitation(store, invitation)
    if (!held)
      return refuse(
        'OPERATION_FORBIDDEN',
        'This invitation was used already: log in, or ask for another one.',
      )
    let isUsed = false
    try {
      const answer = await signUp()
      isUsed = isCreated(answer)
      return answer
    } finally {
      await (isUsed ? keepUsed(database, held) : held.giveBack())
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
