/** The operator's day: what may be done to users, by Cloud functions, in the Dashboard, and by a page to log in as one. */
import type { Mount } from '../../pages/mounting'
import type { PageOptions } from '../../pages/options'
import type { Part } from '../../part/part'
import { defineFunctions } from './functions'
import { logHooks } from './log'
import { linkSessionHooks, logInRoute } from './log-in-page'
import { operations } from './operations'
import type { OperatorsOptions } from './options'

/** @param pages where there are some, and what mounts one of ours */
export const operators = (
  { role }: OperatorsOptions,
  pages: { options: PageOptions | false; mount: Mount },
): Part => ({
  name: 'operators',
  start: async (running) => {
    defineFunctions(operations, running, role)
    const { options, mount } = pages
    const routes = options ? [await logInRoute(running, mount, { options, role })] : []
    return { operations, routes, hooks: [logHooks(operations), linkSessionHooks] }
  },
})
