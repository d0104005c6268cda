/** The steps after a link in a mail: which are the host's, and where ours are. */
/** Parse Server's name of a step, and our page for it. */
const pageOf = {
  passwordReset: 'reset-password',
  passwordResetSuccess: 'password-saved',
  passwordResetLinkInvalid: 'invalid-link?for=password',
  emailVerificationSuccess: 'verified',
  emailVerificationLinkInvalid: 'invalid-link',
  emailVerificationLinkExpired: 'link-expired',
  emailVerificationSendSuccess: 'resend-sent',
  emailVerificationSendFail: 'resend',
} as const

/** Parse Server's name of a step. */
export type Step = keyof typeof pageOf

/** Where our pages are. */
export type UrlOf = (page: string) => string

/** @param path of the pages, beside the API */
export const createUrlOf =
  (path: string, besideApi: (path: string) => URL): UrlOf =>
  (page) =>
    besideApi(`${path}/${page}`).href

const stepNames = Object.keys(pageOf) as Step[]

type Urls = Record<string, unknown>

/** Who names the page of a bad link has named that of one that is too old, as parse-server knows only the former. */
function expiredFallback({ emailVerificationLinkInvalid: invalid }: Urls): Urls {
  return invalid ? { emailVerificationLinkExpired: invalid } : {}
}

/** The URLs of all steps: those of the host, and ours for the others. */
export function completeUrls(given: Urls, urlOf: UrlOf): Urls {
  const ours = stepNames.map((step) => [step, urlOf(pageOf[step])] as const)
  // parse-server shows a page of its own for what is no URL.
  const hosts = Object.fromEntries(Object.entries(given).filter(([, url]) => URL.canParse(String(url))))
  return { ...Object.fromEntries(ours), ...expiredFallback(hosts), ...hosts }
}

/** The steps of a server that runs. */
export interface Steps {
  /** Whether the host has a page of its own for it. */
  isOfHost: (step: Step) => boolean
  urlOf: (step: Step) => string
}

/** @param customUrls of all steps */
export function stepsOf(customUrls: Urls, urlOf: UrlOf): Steps {
  return {
    isOfHost: (step) => customUrls[step] !== urlOf(pageOf[step]),
    urlOf: (step) => String(customUrls[step]),
  }
}
