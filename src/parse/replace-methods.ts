/** Stands in for methods of parse-server's modules while one server runs. */

/**
 * Puts methods in place of those that an object has.
 * @returns a function that puts the former ones back.
 */
export function replaceMethods<Target extends object>(target: Target, methods: Partial<Target>): () => void {
  const names = Object.keys(methods) as (keyof Target)[]
  const former = Object.fromEntries(names.map((name) => [name, target[name]])) as Partial<Target>
  Object.assign(target, methods)
  return () => void Object.assign(target, former)
}
