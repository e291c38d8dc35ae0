import { isAlive } from '../processes'
import { removeCluster, removeLeftovers } from '../postgres'
import { stopLeftovers } from './leftovers'
import { THROW_AWAY, type DemoOptions } from './options'
import { allData, removeDemoFolder } from './places'

/** Ends what was left behind by killed supervisors, removes what nobody needs, and forgets the data if asked to. */
export async function clearAway({ data, reset }: DemoOptions): Promise<void> {
  for (const name of allData().filter(isLeftover)) {
    await stopLeftovers(name)
    removeDemoFolder(name)
  }
  await removeLeftovers(THROW_AWAY)
  await stopLeftovers(data)
  if (reset) await removeData(data)
}

/** Forgets everything that a demo holds. */
export async function removeData(data: string): Promise<void> {
  await removeCluster(data)
  removeDemoFolder(data)
}

function isLeftover(name: string): boolean {
  const [purpose, pid] = name.split('-')
  return purpose === THROW_AWAY && !isAlive(Number(pid))
}
