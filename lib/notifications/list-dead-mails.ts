import { z } from 'zod'
import { authorize } from '../identity/index'
import type { Context } from '../identity/index'
import { cursorText, pageOf } from '../kernel/cursor'
import { verb } from '../kernel/verb'
import type { Page } from '../requests/schema'
import { deadMails } from './mail-store'
import type { DeadMailView } from './schema'
import { mailKindName } from './words'

const PAGE_SIZE = 50

/** Mails that were not sent and that nobody tries to send any more, newest first, for administrators; `ERR_NOT_FOUND` for others. */
export const listDeadMails = verb(
  'list-dead-mails',
  z.strictObject({ cursor: cursorText.optional() }),
  async (ctx: Context, { cursor }): Promise<Page<DeadMailView>> => {
    authorize(ctx.actor, { to: 'administer' })
    const found = await ctx.inTransaction((tx) => deadMails(tx, cursor, PAGE_SIZE + 1))
    const { rows, next } = pageOf(found, PAGE_SIZE, (row) => ({ at: row.createdAt, id: row.id }))
    return { items: rows.map(viewOf), next }
  },
)

function viewOf(mail: Awaited<ReturnType<typeof deadMails>>[number]): DeadMailView {
  return {
    id: mail.id,
    state: mail.state === 'refused' ? 'refused' : 'dead',
    kind: mail.kind,
    kindName: mailKindName(mail.kind),
    to: { name: mail.name, address: mail.person?.email ?? mail.address },
    subject: mail.subject,
    requestId: mail.requestId,
    grantId: mail.grantId,
    attempts: mail.attempts,
    errorCode: mail.errorCode,
    errorSentence: mail.errorSentence,
    createdAt: mail.createdAt.toISOString(),
    lastAttemptAt: mail.lastAttemptAt?.toISOString() ?? null,
  }
}
