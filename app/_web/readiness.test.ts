import { expect, test } from 'vitest'
import { judge } from './readiness'

const well = { appliedMigrations: ['1', '2'], workerSeenSecondsAgo: 3, oldestDueSeconds: 0, exhaustedJobs: 0 }

test('a portal is ready when every migration it knows is applied and a worker works', () => {
  expect(judge(well, ['1', '2'])).toMatchObject({ ready: true, migrations: 'ok', worker: 'ok', jobs: 'ok' })
})

test('a database that is ahead, as while a newer portal is rolled out, is ready', () => {
  expect(judge({ ...well, appliedMigrations: ['1', '2', '3'] }, ['1', '2']).ready).toBe(true)
})

test.each([
  ['a migration is missing', { appliedMigrations: ['1'] }, { migrations: 'missing' }],
  ['no worker was ever seen', { workerSeenSecondsAgo: null }, { worker: 'silent' }],
  ['the worker has been silent for half a minute', { workerSeenSecondsAgo: 31 }, { worker: 'silent' }],
  ['a job has been due for a minute', { oldestDueSeconds: 61 }, { jobs: 'late' }],
])('a portal is not ready when %s', (_what, change, seen) => {
  expect(judge({ ...well, ...change }, ['1', '2'])).toMatchObject({ ready: false, ...seen })
})
