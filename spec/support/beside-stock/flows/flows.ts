/** What apps do with the Parse JS SDK. */
import { access } from './access'
import type { Flow } from './flow'
import { objects } from './objects'
import { queries } from './queries'
import { relations } from './relations'
import { rest } from './rest'
import { linking, users } from './users'

/** In this order: users that one makes log in in another. */
export const flows: Record<string, Flow> = { users, linking, objects, queries, relations, access, rest }
