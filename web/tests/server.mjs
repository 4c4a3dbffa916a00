// Starts the built program on a free port with a data folder of its own, for tests and for the OpenAPI document.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = process.env.GUILDHALL_PROGRAM ?? join(root, 'build/release/guildhall')
const kServes = /serves on (http:\/\/[\d.]+:\d+)/

/**
 * verb 'serve': a production database that is empty; 'demo': a demo city of `size` associations.
 * Gives {url, said, stop}: `said` is what it printed, the demo's logins among it.
 */
export function serving({ verb = 'demo', size = 6, web = '' }) {
  const folder = mkdtempSync(join(tmpdir(), 'guildhall-web-'))
  const place = ['--data', folder, '--policy', join(root, 'policy/440600/2012-93'), '--port', '0', '--quiet']
  const extra = verb === 'demo' ? ['--serve', '--size', String(size)] : ['--insecure-cookies']
  const child = spawn(program, [verb, ...place, ...extra, ...(web ? ['--web', web] : [])], {
    cwd: root,
    env: { ...process.env, GUILDHALL_DB: '', PORT: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const stop = async () => {
    const gone = new Promise((resolve) => child.once('exit', resolve))
    if (child.exitCode === null) {
      child.kill('SIGTERM')
      await gone
    }
    rmSync(folder, { recursive: true, force: true })
  }
  return new Promise((resolve, reject) => {
    let said = ''
    const hear = (piece) => {
      said += piece
      const found = kServes.exec(said)
      if (found) resolve({ url: found[1], said: () => said, stop })
    }
    child.stdout.setEncoding('utf8').on('data', hear)
    child.stderr.setEncoding('utf8').on('data', (piece) => (said += piece))
    child.once('exit', (code) => reject(new Error(`the program ended with ${code}: ${said}`)))
  })
}
