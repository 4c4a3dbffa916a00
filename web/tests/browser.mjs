// Runs the tests in a browser. Where none can be started (a machine without shared memory, say), it says so and ends
// with 77, which the test runner shows as skipped.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const kSkipped = 77
// The shell draws no window's frame, which saves a quarter of the time.
const browsers = process.env.CHROMIUM ? [process.env.CHROMIUM] : ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].filter(existsSync)

/** What keeps the browser from being started here, or nothing. */
function trouble(browser) {
  const profile = mkdtempSync(join(tmpdir(), 'guildhall-browser-'))
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', `--user-data-dir=${profile}`, '--dump-dom', 'about:blank']
  const tried = spawnSync(browser, flags, { encoding: 'utf8', timeout: 120_000 })
  rmSync(profile, { recursive: true, force: true })
  return tried.status === 0 && tried.stdout.includes('<html>') ? '' : (tried.error?.message ?? tried.stderr.slice(-500))
}

let chromium
for (const browser of browsers) {
  const found = trouble(browser)
  if (!found) {
    chromium = browser
    break
  }
  console.error(`No browser can be started here (${browser}): ${found}`)
}
if (!chromium) process.exit(kSkipped)
const run = spawnSync('npx', ['playwright', 'test', ...process.argv.slice(2)], { stdio: 'inherit', env: { ...process.env, CHROMIUM: chromium } })
process.exit(run.status ?? 1)
