import path from 'node:path'
import { defineConfig } from 'vitest/config'

const ignored = ['**/node_modules/**', '.next/**', '.demo/**', 'e2e/**', 'test-results/**']

export default defineConfig({
  resolve: { alias: { '@': path.resolve(import.meta.dirname) } },
  test: {
    // Property tests take their time where the machine is busy; none of them says how fast something is.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // What is waited for comes; a second, as is usual, would say how fast.
    expect: { poll: { timeout: 15_000 } },
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['**/*.test.{ts,tsx}'], exclude: ignored },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['**/*.itest.ts'],
          exclude: ignored,
          globalSetup: 'lib/testing/global-setup.ts',
        },
      },
    ],
  },
})
