/** Whether what stands under a name is a secret: of headers, parameters and fields, in any spelling. */

const words = /password|token|secret(?!ar(?:y|ies))|authdata|authorization|cookie|verifier|invitation/i

/** `apiKey`, `x-parse-master-key`, `API_KEY`; no `monkey`. */
const keys = [
  /(?:^|[-_.])key$/i,
  /[a-z\d]Key$/,
  /(?:api|app|master|maintenance|private|access|session|client|script|rest|server|auth|encryption|signing)key$/i,
]
const knownToAll = /(?:public|primary|foreign|sort|partition)[-_]?key$/i

/** That of OAuth and of second factors; the code of a country is none. */
const codes = /^(?:(?:user|device|auth|authorization|mfa|otp|recovery)[-_]?)?code$/i

export const isSecretName = (name: string): boolean =>
  words.test(name) ||
  codes.test(name) ||
  (keys.some((pattern) => pattern.test(name)) && !knownToAll.test(name))
