import { isAlive } from '../processes'
import { removeCluster, removeLeftovers } from '../postgres'
import { DataInUse, startDatabase, type DatabaseEvents, type DemoDatabase } from './database'
import { stopLeftovers } from './leftovers'
import { THROW_AWAY, type DemoOptions } from './options'
import { allData, removeDemoFolder } from './places'

/** Removes data that nobody needs any more, because the process it was for was killed. */
export async function removeThrownAway(): Promise<void> {
  for (const name of allData().filter(isThrownAway)) {
    await stopLeftovers(name)
    removeDemoFolder(name)
  }
  await removeLeftovers(THROW_AWAY)
}

/** Starts the data's database, an empty one where the demo is to start over. Throws `DataInUse`. */
export async function openDatabase(
  { data, reset, isThrowAway }: DemoOptions,
  events: DatabaseEvents,
): Promise<DemoDatabase> {
  const start = () => startDatabase(data, isThrowAway, events)
  if (!reset) return start()
  try {
    // Whoever got it started has it for himself.
    const former = await start()
    await former.stop()
  } catch (error) {
    // What does not start any more is a reason to start over.
    if (error instanceof DataInUse) throw error
  }
  await stopLeftovers(data)
  await removeData(data)
  return start()
}

/** Forgets everything that a demo holds. */
export async function removeData(data: string): Promise<void> {
  await removeCluster(data)
  removeDemoFolder(data)
}

function isThrownAway(name: string): boolean {
  const [purpose, pid] = name.split('-')
  return purpose === THROW_AWAY && !isAlive(Number(pid))
}
