/** The compiled layout, which is committed so that nobody needs MJML to send a mail. */
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'

const root = path.join(__dirname, '../../../..')

test('is what dev/mail-layout.mjml compiles to', async () => {
  const command = ['--import', 'tsx', 'dev/mail-layout.ts', '--check']
  await expect(promisify(execFile)(process.execPath, command, { cwd: root })).resolves.toMatchObject({
    stderr: '',
  })
})
