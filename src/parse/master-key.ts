/** The master key: what all nodes have in common, and of which keys for seals and signatures are derived. */
import { configOf } from './request/request-config'

/** @throws {Parse.Error} 100 when the server has been closed: nothing is to be derived of no key. */
export const masterKeyOf = async (appId: string): Promise<string> => configOf(appId).loadMasterKey()
