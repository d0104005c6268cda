/** Where the API is. */

/** The path of the API: that of `publicServerURL`, without a slash at its end. */
export const apiPath = (publicUrl: URL): string => publicUrl.pathname.replace(/\/+$/, '')
