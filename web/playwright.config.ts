// Browser tests: Debian's Chromium against a demo city that tests/setup.ts starts on a port of its own.
import { defineConfig } from '@playwright/test'

// Chosen once; the workers read this file again and must come to the same.
process.env.GUILDHALL_PORT ??= String(20_000 + Math.floor(Math.random() * 12_000))

export default defineConfig({
  testDir: 'tests',
  globalSetup: './tests/setup.ts',
  outputDir: process.env.GUILDHALL_TEST_OUTPUT ?? '../build/browser',
  fullyParallel: false,
  workers: 2,
  // On a build server, where nobody watches, what fails is tried once more and told as flaky.
  retries: process.env.CI ? 1 : 0,
  timeout: 300_000,
  expect: { timeout: Number(process.env.GUILDHALL_EXPECT_MS ?? 30_000) },
  reporter: [['list']],
  use: {
    baseURL: `http://127.0.0.1:${process.env.GUILDHALL_PORT}`,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    // Nothing fades, so that no colour is measured half way.
    contextOptions: { reducedMotion: 'reduce' },
    actionTimeout: 30_000,
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
})
