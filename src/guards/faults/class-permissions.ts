/**
 * Guard: where permissions of a class are set that name no `protectedFields`, parse-server remembers them like that until
 * it has read the class again. Whoever asks for the class meanwhile fails: HTTP 500, or a start that does not succeed.
 */
import { isObject } from '../../option-kinds/kinds'
import type { Hooks } from '../../parse/hooks'

/** What parse-server's database adapters fill in. */
const none = { protectedFields: { '*': [] } }

/** What is no object is left to parse-server, which refuses it. */
const completed = (permissions: unknown) =>
  isObject(permissions) ? { ...none, ...permissions } : permissions

export const classPermissionGuard: Hooks = {
  'SchemaController.updateClass': (next, className, fields, permissions, ...rest) =>
    next(className, fields, completed(permissions), ...rest),
}
