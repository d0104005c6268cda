/** The language of a mail, and how it writes dates and durations. */
import { link, locales, templateFolders, templatesWith } from './samples'

const newFolder = templateFolders()

describe('the language of a mail', () => {
  const templates = templatesWith({ defaultLocale: 'fr' })

  test.each([
    ['de', 'de'],
    ['de-AT', 'de'],
    ['DE-at', 'de'],
    ['pt-BR', 'pt'],
    ['ja-Jpan-JP', 'ja'],
    ['es-u-nu-arab', 'es'],
    ['it', 'fr'],
    [undefined, 'fr'],
    ['', 'fr'],
    ['de_AT', 'fr'],
    ['../../etc/passwd', 'fr'],
    ['de/../en', 'fr'],
    ['__proto__', 'fr'],
    ['constructor', 'fr'],
    [`de-${'a'.repeat(10_000)}`, 'fr'],
    [`de-x-${'a-'.repeat(5000)}a`, 'fr'],
    ['de\0', 'fr'],
    ['{{link}}', 'fr'],
    ['*', 'fr'],
  ])('for %j is %s', (wanted, locale) => {
    expect(templates.render('welcome', wanted, {}).locale).toBe(locale)
  })

  test.each([null, 42, ['de'], { toString: () => 'de' }])('for %j is the default', (wanted) => {
    expect(templates.render('welcome', wanted as unknown as string, {}).locale).toBe('fr')
  })

  test('is English without a default', () => {
    expect(templatesWith().render('welcome', 'it', {})).toMatchObject({
      locale: 'en',
      subject: 'Welcome to My App',
    })
  })
})

describe('dates', () => {
  const until = new Date('2026-11-05T19:01:00Z')
  const written = (locale: string, timeZone?: string) =>
    templatesWith().render('accountLocked', locale, { until, timeZone }).text

  test.each([
    ['en', 'until November 5, 2026 at 7:01 PM UTC.'],
    ['de', 'bis zum 5. November 2026 um 19:01 UTC gesperrt'],
    ['es', 'hasta el 5 de noviembre de 2026'],
    ['fr', 'jusqu’au 5 novembre 2026 à 19:01 UTC.'],
    ['pt', 'até 5 de novembro de 2026 às 19:01 UTC.'],
    ['ja', '2026年11月5日'],
  ])('are written as in %s', (locale, words) => {
    expect(written(locale)).toContain(words)
    expect(written(locale)).toContain(locale === 'en' ? '7:01 PM UTC' : '19:01 UTC')
  })

  test('are in the time zone of the reader', () => {
    expect(written('en', 'Asia/Tokyo')).toContain('November 6, 2026 at 4:01 AM GMT+9')
  })

  test.each(['Nowhere/Land', '../../etc', ''])('are in UTC when the time zone is "%s"', (timeZone) => {
    expect(written('en', timeZone)).toContain('7:01 PM UTC')
  })
})

describe('durations', () => {
  const written = (locale: string, expiresInSeconds: number) =>
    templatesWith().render('passwordReset', locale, { link, expiresInSeconds }).text.replaceAll('\u00a0', ' ')

  test.each([
    ['en', 'for 2 hours.', 'for 1 day.'],
    ['de', 'ist 2 Stunden lang', 'ist 1 Tag lang'],
    ['es', 'durante 2 horas.', 'durante 1 día.'],
    ['fr', 'pendant 2 heures.', 'pendant 1 jour.'],
    ['pt', 'por 2 horas.', 'por 1 dia.'],
    ['ja', '有効期間は2 時間です', '有効期間は1 日です'],
  ])('are written as in %s', (locale, hours, day) => {
    expect(written(locale, 7200)).toContain(hours)
    expect(written(locale, 86_400)).toContain(day)
  })

  test.each([
    [172_800, '2 days'],
    [90_000, '25 hours'],
    [5400, '90 minutes'],
    [119, '1 minute'],
    [59.9, '59 seconds'],
  ])('%d seconds are %s, never longer', (seconds, words) => {
    expect(written('en', seconds)).toContain(`for ${words}.`)
  })
})

test('values of the host’s mails are written in the language too', () => {
  const source = '{{at}} {{expiresIn}} {{locale}}'
  const folder = newFolder({ 'x.subject.txt': source, 'x.txt': source, 'x.html': source, 'de/x.txt': source })
  const { text } = templatesWith({ folder }).render('x', 'de-CH', {
    at: new Date('2026-11-05T19:01:00Z'),
    expiresInSeconds: 120,
  })
  expect(text).toBe('5. November 2026 um 19:01 UTC 2 Minuten de')
})

test('every language of the list is there', () => {
  for (const locale of locales) expect(templatesWith().render('welcome', locale, {}).locale).toBe(locale)
})
