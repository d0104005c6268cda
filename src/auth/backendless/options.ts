/** The options of the routes for clients of Backendless' REST API. */
import { z } from 'zod'
import { orUnset } from '../../option-kinds/kinds'

const idText = 'expected the id of the Backendless application: letters, digits and dashes'
const keyText = 'expected a key of 8 or more letters, digits and dashes'

/** The declaration of `backendless`. Both stand in the path of every request. */
export const backendlessOptions = z.strictObject(
  {
    applicationId: orUnset(z.string({ error: idText }).regex(/^[A-Za-z0-9-]+$/, { error: idText })).describe(
      'Id of the application, as in the URLs that its clients call.',
    ),
    apiKey: orUnset(z.string({ error: keyText }).regex(/^[A-Za-z0-9-]{8,}$/, { error: keyText })).describe(
      'Key that clients send in the URL: 8 or more letters, digits and dashes.',
    ),
  },
  { error: 'expected { applicationId, apiKey }' },
)

/** What `backendless` takes. */
export type BackendlessOptions = z.output<typeof backendlessOptions>
