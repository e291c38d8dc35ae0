import { signIn } from './browser'
import { seedPending } from './pending'
import type { Stage } from './stage'
import { repeatFor, type Timing } from './timing'

const WARM_UP_SECONDS = 2

/** How long the server needs for the page of what is to be decided. */
export interface QueueFigures {
  pending: number
  /** Of somebody for whom all of it waits: the first 25. */
  first: Timing
  /** Of somebody whom every policy names, and who has nothing to decide before others have. */
  later: Timing
}

/** So many pending requests of different entitlements. */
export async function measureQueue(
  stage: Stage,
  pending: number,
  seconds: number,
  untilQuiet: () => Promise<void>,
): Promise<QueueFigures> {
  await seedPending(stage, pending)
  await untilQuiet()
  const measure = async (handle: string, shown: boolean) => {
    const browser = await signIn(stage, handle)
    const read = async () => {
      const { status, body } = await browser.send('GET', '/approvals')
      if (status !== 200 || body.includes('href="/requests/') !== shown)
        throw new Error(
          `${handle}'s page of what is to be decided is not as it should be (${String(status)}).`,
        )
    }
    await repeatFor(WARM_UP_SECONDS, [browser], read)
    return repeatFor(seconds, [browser], read)
  }
  return { pending, first: await measure('dmitri', true), later: await measure('ines', false) }
}
