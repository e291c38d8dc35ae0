import { defineConfig } from '@playwright/test'
import { browserOptions } from './scripts/browser'
import type { RunningDemo } from './scripts/demo/places'

// Set once the demo runs; the processes that run the journeys read this file again then.
const published = process.env['JOURNEYS']

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/start-demo.ts',
  outputDir: 'test-results/journeys',
  reporter: [['list'], ['json', { outputFile: 'test-results/journeys.json' }]],
  // All journeys share one demo with one clock.
  workers: 1,
  retries: 0,
  forbidOnly: true,
  // What is waited for comes, also where the machine is busy; nothing here says how fast.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  use: {
    ...(published ? { baseURL: (JSON.parse(published) as RunningDemo).portal } : {}),
    launchOptions: await browserOptions(),
    // Without a film, which costs a tenth of the time: the page at every step is kept, and a picture of its end.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
  },
  projects: [
    {
      name: 'journeys',
      testMatch: '**/*.spec.ts',
      testIgnore: ['**/*.clock.spec.ts', '**/*.canary.spec.ts'],
    },
    // Those that move the clock come last, for what others made has ended then.
    { name: 'clock', testMatch: '**/*.clock.spec.ts' },
    // Looks through what all the others left behind.
    { name: 'canary', testMatch: '**/*.canary.spec.ts' },
  ],
})
