/** How specs start a process that runs TypeScript. */
import path from 'node:path'

/** Arguments of Node. */
export const runsTypeScript = ['--require', path.join(__dirname, 'typescript.mjs')]
