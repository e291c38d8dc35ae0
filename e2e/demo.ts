import { moveDatabaseClock } from '@/scripts/clock-database'
import type { RunningDemo } from '@/scripts/demo/places'
import { moveSandboxClock } from '@/scripts/demo/sandbox'
import { withClient } from '@/scripts/postgres/roles'

/** The demo that the journeys run against. */
export function demo(): RunningDemo {
  const published = process.env['JOURNEYS']
  if (!published) throw new Error('Journeys run through Playwright, whose set-up starts the demo.')
  return JSON.parse(published) as RunningDemo
}

/** Moves the portal's and the sandbox's time to so many seconds ahead of the real one. */
export async function moveClock(offsetSeconds: number): Promise<void> {
  const { ownerDatabase, aws } = demo()
  await withClient(ownerDatabase, (client) => moveDatabaseClock(client, offsetSeconds))
  await moveSandboxClock(aws, offsetSeconds)
}
