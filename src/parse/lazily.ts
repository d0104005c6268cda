/** Packages that are loaded when they are first needed: what a host does not use must not make its start slower. */

/**
 * @param load by `module.require`, from the file that needs it
 * @returns a function that gives what was loaded, and loads it once
 */
export function lazily<Module extends object>(load: () => Module): () => Module {
  let loaded: Module | undefined
  return () => (loaded ??= load())
}
