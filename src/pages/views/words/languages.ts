/** The languages of the pages, those of the mails; one file each. */
import { chooseLocale } from '../../../adapters/email/templates/locale'
import { de } from './de'
import { en } from './en'
import { es } from './es'
import { fr } from './fr'
import { ja } from './ja'
import { pt } from './pt'
import type { Words } from './words'

export const languages: ReadonlyMap<string, Words> = new Map(Object.entries({ de, en, es, fr, ja, pt }))

const available = new Set(languages.keys())

/** @param wanted languages of whoever reads a page, the best first; anything */
export type LocaleFor = (wanted: readonly unknown[]) => string

/** @param usual language of who has none of ours */
export const createLocaleFor =
  (usual: string): LocaleFor =>
  (wanted) =>
    chooseLocale(wanted, available, available.has(usual) ? usual : 'en')
