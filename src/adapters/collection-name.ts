/** What a table or collection of ours is called in the database of Parse Server. */
import type { Stoppable } from '../parse/internals'

/** Apps in one database of MongoDB's have a `collectionPrefix` each; to tables parse-server gives none. */
export const collectionNameOf = (name: string, { _client, _collectionPrefix = '' }: Stoppable): string =>
  _client ? name : `${_collectionPrefix}${name}`
