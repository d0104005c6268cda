/** A service that people log in with, for specs: its tokens are the id backwards. */
const backwards = (id: string) => id.split('').reverse().join('')

/** For `parseServer.auth`. */
export const acme = {
  module: {
    validateAppId: () => Promise.resolve(),
    async validateAuthData({ id, token }: { id: string; token?: string }) {
      if (token !== backwards(id)) throw new Error('Wrong acme token')
    },
  },
}

/** For `authData` of a log-in. */
export const acmeAuthData = (id: string) => ({ acme: { id, token: backwards(id) } })
