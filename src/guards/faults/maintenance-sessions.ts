/**
 * Guard: the maintenance key may not read sessions, and is refused where it would change one. parse-server looks for the
 * one who asks among the session's owners, and nobody asks: HTTP 500.
 */
import { refuse } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'

export const maintenanceSessionGuard: Hooks = {
  'RestWrite.handleSession': function (next) {
    if (this.className === '_Session' && this.query && this.auth.isMaintenance)
      refuse('OPERATION_FORBIDDEN', 'The maintenance key can’t change sessions: use the master key.')
    return next()
  },
}
