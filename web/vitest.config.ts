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
    server: { deps: { inline: ['element-plus', '@jsonforms/vue'] } },
  },
})
