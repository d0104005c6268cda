/** A files adapter that keeps files in memory: PostgreSQL has none. */
export function storedFiles() {
  const files = new Map<string, Buffer>()
  const adapter = {
    createFile: async (name: string, data: Buffer) => void files.set(name, Buffer.from(data)),
    deleteFile: async (name: string) => files.delete(name),
    getFileData: async (name: string) => files.get(name),
    getFileLocation: (config: { mount: string; applicationId: string }, name: string) =>
      `${config.mount}/files/${config.applicationId}/${encodeURIComponent(name)}`,
    /** Said here, as a plain adapter without one gets one that takes all names. */
    validateFilename: (name: string) => (/^[\w. -]+$/.test(name) ? null : 'Invalid file name.'),
  }
  return { files, adapter }
}
