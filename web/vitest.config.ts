import { fileURLToPath, URL } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { '@': here('workbench/src'), '~api': here('api') } },
  test: {
    include: ['workbench/**/*.test.ts', 'api/**/*.test.ts', 'design/**/*.test.ts', 'portal/**/*.test.ts'],
    environment: 'jsdom',
    // One environment for all files: making one takes longer than the tests.
    pool: 'threads',
    poolOptions: { threads: { singleThread: true, isolate: false } },
    server: { deps: { inline: ['element-plus', '@jsonforms/vue'] } },
  },
})
