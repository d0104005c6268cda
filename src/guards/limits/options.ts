/** The options of limits: how often what may be abused is allowed. */
import { z } from 'zod'
import { flag, functionOf } from '../../option-kinds/kinds'

const limitText = 'expected { max, seconds }, or false for no limit'
const whole = (expected: string) => z.int({ error: expected }).min(1, { error: expected })

const limit = (max: number, seconds: number, what: string) =>
  z
    .union(
      [
        z.literal(false),
        z.strictObject({
          max: whole('expected a whole number, 1 or more'),
          seconds: whole('expected seconds, 1 or more').max(2_592_000, {
            error: 'expected seconds, 2592000 (30 days) at most',
          }),
        }),
      ],
      { error: limitText },
    )
    .default({ max, seconds })
    .describe(what)

/** A client of the server, as far as `exempt` is told of it. */
export interface LimitedClient {
  /** Address, behind a proxy as Express’ `trust proxy` has it. */
  ip: string
  headers: Record<string, string | string[] | undefined>
}

const exempt = functionOf<(client: LimitedClient) => boolean>(
  'expected a function ({ ip, headers }) => true or false',
)

const logIn = {
  perAccountAndAddress: limit(10, 900, 'Failed log-ins to one account from one address.'),
  perAddress: limit(100, 3600, 'Failed log-ins from one address, by whatever way.'),
  perAccount: limit(
    10,
    10,
    'Failed log-ins to one account from anywhere. A short time: nobody can lock a user out for longer.',
  ),
  overall: limit(300, 10, 'Failed log-ins of all.'),
}

const mail = {
  perRecipient: limit(30, 3600, 'Mails to one address. More are not sent; answers tell nothing of it.'),
  perAddress: limit(300, 3600, 'Mails that one address asks for.'),
}

const groupText = { error: 'expected an object of limits' }

const limits = z.strictObject(
  {
    logIn: z.strictObject(logIn, groupText).prefault({}).describe('Failed log-ins and password checks.'),
    secondFactor: z
      .strictObject(
        {
          perAccount: limit(
            10,
            900,
            'Wrong codes for one account; apart from them, codes by SMS, for one account and for one number.',
          ),
        },
        groupText,
      )
      .prefault({})
      .describe('Wrong codes of a second factor.'),
    signUp: z
      .strictObject({ perAddress: limit(300, 3600, 'Sign-ups from one address.') }, groupText)
      .prefault({})
      .describe('Sign-ups.'),
    mail: z
      .strictObject(mail, groupText)
      .prefault({})
      .describe('Mails with links, to verify an address or to reset a password.'),
    pages: z
      .strictObject(
        {
          perAddress: limit(
            600,
            3600,
            'Forms, buttons of providers and codes that one address sends to the account pages, but for the forms to sign in, up or out.',
          ),
        },
        groupText,
      )
      .prefault({})
      .describe('Forms of the account pages, before anything else is looked at.'),
    dashboard: z
      .strictObject(
        { perAddress: limit(20, 900, 'Log-ins to the Dashboard from one address, right ones too.') },
        groupText,
      )
      .prefault({})
      .describe('Log-ins to Parse Dashboard.'),
    failClosed: flag()
      .default(false)
      .describe(
        'Refuses what is limited while the store of the counts is away; by default, each node goes by what it has counted itself.',
      ),
    exempt: exempt
      .optional()
      .describe('Tells which clients are free of the limits by address: `({ ip, headers }) => boolean`.'),
  },
  { error: 'expected false, or an object of limits' },
)

/** The declaration of `limits`. */
export const limitsOptions = z.union([z.literal(false), limits], {
  error: 'expected false, or an object of limits',
})

/** So many within so many seconds. */
export type Limit = z.output<ReturnType<typeof limit>>
/** The options with their defaults. */
export type Limits = z.output<typeof limits>
