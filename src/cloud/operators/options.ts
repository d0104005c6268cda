/** The options of operators: who they are. */
import { z } from 'zod'
import { text } from '../../option-kinds/kinds'

/** The declaration of `operators`. */
export const operatorsOptions = z.strictObject(
  {
    role: text('expected the name of a role')
      .optional()
      .describe(
        'Users who have this role may call the Cloud functions of operators. Otherwise only the master key does.',
      ),
  },
  { error: 'expected { role }' },
)

export type OperatorsOptions = z.output<typeof operatorsOptions>
