/** Estimates a password while it is typed: zxcvbn, with passwords and words that many have. Asked for when somebody types one. */
import { readFileSync } from 'node:fs'
import { lazily } from '../../../parse/lazily'

const language = lazily(
  () => module.require('@zxcvbn-ts/language-common') as typeof import('@zxcvbn-ts/language-common'),
)

/** Of some 49000; the server knows all of them. More would be more to load than to gain. */
const mostPasswords = 10_000

const library = () =>
  readFileSync(require.resolve('@zxcvbn-ts/core/dist/zxcvbn-ts.js'), 'utf8').replace(/^\/\/# source.*$/m, '')

function words() {
  const { dictionary } = language()
  return {
    passwords: dictionary['passwords-common'].slice(0, mostPasswords),
    words: dictionary['diceware-common'],
  }
}

/** Sets `passwordScore(password, about)`, from 0 to 4. The longest passwords are no better for being estimated whole. */
export const strengthScript = (): string => `${library()}
{
  const estimator = new zxcvbnts.core.ZxcvbnFactory({ dictionary: ${JSON.stringify(words())} })
  window.passwordScore = (password, about) => estimator.check(password.slice(0, 100), about).score
}
`
