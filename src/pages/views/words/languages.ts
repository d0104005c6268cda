/** The languages of the pages, those of the mails; one file each. */
import { de } from './de'
import { en } from './en'
import { es } from './es'
import { fr } from './fr'
import { ja } from './ja'
import { pt } from './pt'
import type { Words } from './words'

export const languages: ReadonlyMap<string, Words> = new Map(Object.entries({ de, en, es, fr, ja, pt }))
