import { buildPortal } from '../portal-build'
import { machineEnvironment } from './environment'
import { allData, runningDemo } from './places'

/** Builds the portal, unless another demo runs: it reads its build from disk, so that must not change under it. */
export async function buildUnlessServed(data: string): Promise<void> {
  const other = allData().find((name) => name !== data && runningDemo(name))
  if (other)
    throw new Error(
      `The sources changed, and the demo "${other}" still serves what was built before: end it first.`,
    )
  await buildPortal(machineEnvironment())
}
