/** Values in the form in which Parse's database controller takes them. */

/** A user, as sessions and roles point to one. */
export const userPointer = (objectId: unknown) => ({ __type: 'Pointer', className: '_User', objectId })

/** A moment. @param epochMs milliseconds since the epoch */
export const dateValue = (epochMs: number) => ({ __type: 'Date', iso: new Date(epochMs).toISOString() })

/** Text without what a database can't hold: NUL characters, and halves of surrogate pairs. */
export const storableText = (text: string): string => text.replaceAll('\0', '').toWellFormed()
