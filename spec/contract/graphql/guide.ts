/** The operations of the GraphQL guide, in its own words and with its own values. */
/** The guide's user. */
export const johndoe = {
  username: 'johndoe',
  password: 'ASuperStrongPassword',
  email: 'john.doe@email.com',
}

/** "Signing Up" */
export const signUp = `
mutation signUp {
  signUp(
    input: {
      fields: {
        username: "johndoe"
        password: "ASuperStrongPassword"
        email: "john.doe@email.com"
      }
    }
  ) {
    viewer {
      sessionToken
      user {
        username
        email
      }
    }
  }
}
`

/** "Logging In" */
export const logIn = `
mutation logIn {
  logIn(input: { username: "johndoe", password: "ASuperStrongPassword" }) {
    viewer {
      sessionToken
      user {
        username
        email
      }
    }
  }
}
`

/** "3rd Party Authentication" */
export const logInWithFacebook = `
mutation LoginWithFacebook {
  logInWith(
    input: {
      authData: {
        facebook: {
          id: "user's Facebook id number as a string"
          access_token: "Facebook access token for the user"
          expiration_date: "token expiration date"
        }
      }
      fields: { email: "a.new@user.com" }
    }
  ) {
    viewer {
      sessionToken
      user {
        id
        email
      }
    }
  }
}
`

/** "Using Session Token" */
export const viewer = `
query viewer {
  viewer {
    sessionToken
    user {
      username
      email
    }
  }
}
`

/** "Logging Out" */
export const logOut = `
mutation logOut {
  logOut(input: { clientMutationId: "logOut" }) {
    clientMutationId
    viewer {
      user {
        username
        email
      }
    }
  }
}
`

/** "Resetting Passwords" */
export const resetPassword = `
mutation resetPassword {
  resetPassword(input: { email: "email@email.email" }) {
    ok
  }
}
`

/** "Send Email Verification" */
export const sendVerificationEmail = `
mutation sendVerificationEmail {
  sendVerificationEmail(input: { email: "email@email.email" }) {
    ok
  }
}
`

/** `signUp` and `logIn` for other values than the guide's. */
export const signUpWith = `
mutation signUp($fields: CreateUserFieldsInput!) {
  signUp(input: { fields: $fields }) {
    viewer { sessionToken user { id objectId username email } }
  }
}
`
export const logInWith = `
mutation logIn($username: String!, $password: String!) {
  logIn(input: { username: $username, password: $password }) {
    viewer { sessionToken user { username email } }
  }
}
`

/** Matches a session token. */
export const aSessionToken = expect.stringMatching(/^r:[0-9a-f]{32}$/) as string

/** The answer that the guide shows for `signUp`, `logIn` and `viewer`. */
export const johndoeAsViewer = {
  sessionToken: aSessionToken,
  user: { username: 'johndoe', email: 'john.doe@email.com' },
}

interface Viewer {
  sessionToken: string
  user: { id: string; objectId: string }
}

/** The viewer in the answer to `signUp`, `logIn` or `logInWith`. */
export function viewerIn({ body }: { body: unknown }): Viewer {
  const { data } = body as { data: Record<string, { viewer: Viewer } | null> | null }
  const [answer] = Object.values(data ?? {})
  if (!answer) throw new Error(`No viewer in ${JSON.stringify(body)}`)
  return answer.viewer
}
