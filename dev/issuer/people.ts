/** Who can sign in: three people of the demo, and everybody with an e-mail address. */
import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { portrait } from './portrait'
import { rolesClaim } from './tenant'

/** A person as the tenant knows one. */
export interface Person {
  email: string
  isVerified: boolean
  givenName?: string
  familyName?: string
  roles?: readonly string[]
}

/** By what the log-in page calls them. */
export const people = {
  ann: {
    givenName: 'Ann',
    familyName: 'Example',
    email: 'ann@example.com',
    isVerified: true,
    roles: ['admin'],
  },
  ben: { givenName: 'Ben', familyName: 'Example', email: 'ben@example.com', isVerified: true },
  carla: { givenName: 'Carla', familyName: 'Example', email: 'carla@example.com', isVerified: false },
} as const satisfies Record<string, Person>

/** The name that is shown; for lack of one it is the address, as with Auth0. */
export const nameOf = ({ givenName, familyName, email }: Person): string =>
  [givenName, familyName].filter(Boolean).join(' ') || email

/** Auth0's form of a user id, the same for an address at each start. */
const subjectOf = ({ email }: Person): string =>
  `auth0|${createHash('sha256').update(email).digest('hex').slice(0, 24)}`

/** What the ID token and `/userinfo` say of a person. */
export function claimsOf(person: Person) {
  const name = nameOf(person)
  return {
    sub: subjectOf(person),
    email: person.email,
    email_verified: person.isVerified,
    name,
    nickname: person.email.split('@')[0],
    picture: portrait(name),
    given_name: person.givenName,
    family_name: person.familyName,
    locale: 'en',
    [rolesClaim]: person.roles ?? [],
  }
}

/** Who has signed in since the start. */
export interface Directory {
  /** @returns the person's subject */
  add: (person: Person) => string
  find: (subject: string) => Person | undefined
}

/** An empty directory; beyond 1000 people, those who were not seen for longest are forgotten. */
export function createDirectory(): Directory {
  const known = new LRUCache<string, Person>({ max: 1000 })
  return {
    add(person) {
      const subject = subjectOf(person)
      known.set(subject, person)
      return subject
    },
    find: (subject) => known.get(subject),
  }
}
