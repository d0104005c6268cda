/** What another node's start may do to this one. */
import { startTogether } from '../../src/guards/start-together'

const failing = (times: number, fault: object) => {
  let attempts = 0
  return async () => {
    attempts += 1
    if (attempts <= times) throw Object.assign(new Error(), fault)
    return attempts
  }
}

test.each([
  ['XX000', 'tuple concurrently updated'],
  ['23505', 'duplicate key value violates unique constraint "pg_type_typname_nsp_index"'],
  ['42P07', 'relation "_SCHEMA" already exists'],
  ['40P01', 'deadlock detected'],
  ['42883', 'function json_object_set_key(jsonb, unknown, jsonb) does not exist'],
  ['42883', 'function array_add(jsonb, jsonb) does not exist'],
])('a start is tried again after %s: %s', async (code, message) => {
  expect(await startTogether(failing(2, { code, message }))).toBe(3)
})

test.each([
  ['42883', 'function st_distance(point, point) does not exist'],
  ['42501', 'permission denied for schema public'],
  ['23505', 'duplicate key value violates unique constraint "_User_pkey"'],
])('no other fault is tried again: %s, %s', async (code, message) => {
  const attempt = jest.fn(failing(1, { code, message }))
  await expect(startTogether(attempt)).rejects.toMatchObject({ code, message })
  expect(attempt).toHaveBeenCalledTimes(1)
})
