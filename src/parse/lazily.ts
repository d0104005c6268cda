/** What is loaded or made when it is first needed: what a host does not use must not make its start slower. */

/**
 * @param load makes it; a package is loaded by `module.require`, from the file that needs it
 * @returns a function that gives what was made, and makes it once
 */
export function lazily<Made extends object>(load: () => Made): () => Made {
  let made: Made | undefined
  return () => (made ??= load())
}
