/** The words of the account page in the languages of all pages; one file each. */
import { de } from './de'
import { en } from './en'
import { es } from './es'
import { fr } from './fr'
import { ja } from './ja'
import { pt } from './pt'
import type { AccountWords } from './words'

export const accountWords: ReadonlyMap<string, AccountWords> = new Map(
  Object.entries({ de, en, es, fr, ja, pt }),
)
