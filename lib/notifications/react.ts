import { readEvent } from '../audit/index'
import type { TaskPayload } from '../jobs/index'
import type { MailContext } from './context'
import { liveMessageOf } from './live-message'
import { notifyPortals } from './store'
import { writeMails } from './write-mails'

/**
 * Something happened: tells the open pages, then writes the mails that it is cause for, if mail is sent at all. Repeating
 * it makes pages read once more and writes no mail twice.
 */
export async function react(
  ctx: MailContext,
  { eventId }: TaskPayload<'react'>,
  { sendsMail }: { sendsMail: boolean },
): Promise<void> {
  const event = await ctx.inTransaction((tx) => readEvent(tx, eventId))
  if (event === undefined) throw new Error(`there is no event ${eventId}`)
  await ctx.inTransaction((tx) => notifyPortals(tx, JSON.stringify(liveMessageOf(event))))
  if (sendsMail) await ctx.inTransaction((tx) => writeMails(tx, ctx, event))
}
