// Starts the built program on a free port with a data folder of its own, for tests and for the OpenAPI document.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = process.env.GUILDHALL_PROGRAM ?? join(root, 'build/release/guildhall')
const kServes = /serves on (http:\/\/[\d.]+:\d+)/

/**
 * verb 'serve': a production database that is empty; 'demo': a demo city of `size` associations; 'test': a test database that is
 * empty but for a security administrator, on a clock that begins at `clock` and moves on request. port 0: any.
 * Gives {url, said, stop}: `said` is what it printed, the demo's logins and the administrator's one-time secret among it.
 */
export function serving({ verb = 'demo', size = 4, web = '', port = 0, clock = '' }) {
  const folder = mkdtempSync(join(tmpdir(), 'guildhall-web-'))
  const home = ['--data', folder, '--policy', join(root, 'policy/440600/2012-93')]
  const env = { ...process.env, GUILDHALL_DB: '', PORT: '' }
  let said = ''
  if (verb === 'test') {
    const person = ['--name', '安全管理员甲', '--role', 'security_administrator', '--test-clock', clock]
    said = spawnSync(program, ['user', 'add', 'security', ...person, ...home], { cwd: root, env, encoding: 'utf8' }).stdout
  }
  // Behind a proxy, as it were: each person of a test comes from an address of their own.
  const extra = {
    demo: ['--serve', '--size', String(size), '--trusted-proxy', '127.0.0.1'],
    serve: ['--insecure-cookies'],
    test: ['--insecure-cookies', '--test-clock', clock, '--trusted-proxy', '127.0.0.1'],
  }[verb]
  const child = spawn(program, [verb === 'test' ? 'serve' : verb, ...home, '--port', String(port), '--quiet', ...extra, ...(web ? ['--web', web] : [])], {
    cwd: root,
    env,
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
