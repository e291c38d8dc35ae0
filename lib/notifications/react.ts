import { readEvent } from '../audit/index'
import type { SystemContext } from '../identity/index'
import type { TaskPayload } from '../jobs/index'
import { liveMessageOf } from './live-message'
import { notifyPortals } from './store'

/** Something happened: tells the open pages. Repeating it makes them read once more, nothing else. */
export async function react(ctx: SystemContext, { eventId }: TaskPayload<'react'>): Promise<void> {
  await ctx.inTransaction(async (tx) => {
    const event = await readEvent(tx, eventId)
    if (event === undefined) throw new Error(`there is no event ${eventId}`)
    await notifyPortals(tx, JSON.stringify(liveMessageOf(event)))
  })
}
