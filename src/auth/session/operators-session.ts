/** Sessions that an operator has opened as a user, by `loginAs` or a link; copies of them keep it in `createdWith`. */
import type { Row } from '../../parse/internals'

/** As parse-server notes it, where no client can write. */
export const isOperators = ({ createdWith }: Row): boolean =>
  (createdWith as { authProvider?: unknown } | null | undefined)?.authProvider === 'masterkey'
