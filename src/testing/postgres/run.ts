/** Runs a program to its end, and says what went wrong in one line. */
import { execFile, type ExecFileOptions } from 'node:child_process'
import { basename } from 'node:path'

/** @throws an Error whose message ends with the last lines that the program printed. */
export function run(program: string, args: string[], options: ExecFileOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { ...options, encoding: 'utf8' }, (error, stdout, stderr) => {
      if (!error) return resolve(stdout)
      const said = lastLines(stderr || stdout) || error.message
      reject(new Error(`${basename(program)} failed: ${said}`, { cause: error }))
    })
  })
}

/** The end of what a program printed, on one line. */
export function lastLines(output: string, count = 4): string {
  const lines = output.split('\n').map((line) => line.trim())
  return lines.filter(Boolean).slice(-count).join(' | ')
}
