/** Packages that only tests need: the host installs those that it uses. */

/** @throws naming the package, and how to get it */
export async function needs<Loaded>(name: string, load: () => Promise<Loaded>): Promise<Loaded> {
  try {
    return await load()
  } catch (cause) {
    const message = `parse-server-accounts/testing needs the package ${name}: npm install --save-dev ${name}`
    throw new Error(message, { cause })
  }
}
