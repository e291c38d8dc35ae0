import { findGrant, grantSummary } from '../grants/index'
import { requestNews } from '../requests/index'
import type { Composing } from './composing'
import { glassOf } from './glass'
import { brokenLetter, overdueLetter, reviewedLetter } from './letters/glass-letters'
import { readerAmong, to } from './reader'
import type { Composed } from './reader'

/** What is said of access that was taken without asking, and of the look at it afterwards. */
export async function composeAboutGlass({ tx, ctx, mail, event, now }: Composing): Promise<Composed | null> {
  const { requestId } = mail
  const glass = requestId === null ? undefined : await glassOf(tx, requestId)
  const news = requestId === null ? undefined : await requestNews(tx, ctx.clouds, requestId)
  if (glass === undefined || news === undefined) return null
  const { review, readers } = glass
  const row = await findGrant(tx, review.grantId)
  const reader = readerAmong(readers, mail)
  if (row === null || reader === undefined) return null
  const broken = { news, grant: grantSummary(row, now), review, now }
  switch (event.type) {
    case 'review.due':
      return to(tx, reader, brokenLetter(broken, reader.as, ctx.portalUrl), requestId)
    case 'review.overdue':
      return review.outcome === null ? to(tx, reader, overdueLetter(broken, ctx.portalUrl), requestId) : null
    default:
      return to(tx, reader, reviewedLetter(broken, reader.as, ctx.portalUrl), requestId)
  }
}
