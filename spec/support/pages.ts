/** What a person does on the account pages: opens them, and sends their forms, as a browser without scripts does. */

export interface AccountPage {
  status: number
  url: URL
  html: string
  headers: Headers
  heading: string
  /** Missing where the page has no form. */
  form: { action: URL; fields: Record<string, string> } | undefined
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

const decoded = (text: string) => text.replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole)

function fieldsIn(html: string): Record<string, string> {
  const inputs = Array.from(html.matchAll(/<input([^>]*)>/g), ([, attributes = '']) => attributes)
  const valueOf = (input: string, name: string) =>
    decoded(new RegExp(` ${name}="([^"]*)"`).exec(input)?.[1] ?? '')
  return Object.fromEntries(inputs.map((input) => [valueOf(input, 'name'), valueOf(input, 'value')]))
}

/** What was answered, as a page. */
export async function pageOf(response: Response): Promise<AccountPage> {
  const html = await response.text()
  const url = new URL(response.url)
  const action = /<form[^>]* action="([^"]+)"/.exec(html)?.[1]
  return {
    ...{ status: response.status, url, html, headers: response.headers },
    heading: decoded(/<h1[^>]*>([^<]*)</.exec(html)?.[1] ?? ''),
    form: action === undefined ? undefined : { action: new URL(action, url), fields: fieldsIn(html) },
  }
}

/** Follows redirects. */
export const openPage = async (url: string | URL, init: RequestInit = {}): Promise<AccountPage> =>
  pageOf(await fetch(url, init))

/** Sends the form of a page with what was typed into it. */
export function sendForm(
  { form }: AccountPage,
  typed: Record<string, string> = {},
  init: RequestInit = {},
): Promise<AccountPage> {
  if (!form) throw new Error('There is no form on the page.')
  const body = new URLSearchParams({ ...form.fields, ...typed })
  return openPage(form.action, { method: 'POST', body, ...init })
}

/** Opens the link in a mail, and presses the button behind it. */
export async function openAndPress(link: string | URL, init: RequestInit = {}): Promise<AccountPage> {
  const page = await openPage(link, init)
  return page.form?.action.pathname.endsWith('/verify-email') ? sendForm(page, {}, init) : page
}
