/** Ends a server process when its parent dies without having stopped it, however the parent died. */
import { spawn } from 'node:child_process'

// The pipe to this small process closes with its parent, even when that one was killed outright.
const GUARD = `
  const [pid, signal, folder] = process.argv.slice(1)
  process.on('SIGINT', () => {})
  process.stdin.resume().on('end', () => {
    try { process.kill(Number(pid), signal) } catch {}
    if (folder) require('fs').rmSync(folder, { recursive: true, force: true, maxRetries: 20 })
  })`

/** @param orphanedFolder deleted as well when the parent dies
 *  @returns a function that calls the guard off */
export function stopWithParent(pid: number, signal: NodeJS.Signals, orphanedFolder?: string): () => void {
  const args = ['-e', GUARD, String(pid), signal, ...(orphanedFolder ? [orphanedFolder] : [])]
  const guard = spawn(process.execPath, args, { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
  guard.on('error', () => undefined)
  guard.stdin.on('error', () => undefined)
  guard.unref()
  return () => void guard.kill('SIGKILL')
}
