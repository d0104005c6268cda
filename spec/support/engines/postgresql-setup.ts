/** Starts PostgreSQL once for the whole jest run. */
import { startPostgres } from '../../../dev/engines/postgres'
import { announce } from './running'

export default async function setUp(): Promise<void> {
  announce('postgresql', await startPostgres())
}
