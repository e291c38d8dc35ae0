import { databaseNow } from '../db/transaction'
import type { SystemContext } from '../identity/index'
import { log } from '../kernel/log'
import type { DrawLetter, DrawnLetter } from '../ports/letter'
import { putOff } from './mail-store'
import type { MailRow } from './mail-store'
import type { ReadyMail } from './prepare-mail'
import { settleMail } from './settle-mail'
import { UNWRITTEN } from './unwritten-mail'

/**
 * Draws the letter. Undefined if that fails: then those of its mails that cannot be drawn by themselves either have had an
 * attempt each, and the others are due again without them.
 */
export async function drawMail(
  ctx: Pick<SystemContext, 'inTransaction'>,
  draw: DrawLetter,
  { parts, letter }: ReadyMail,
): Promise<DrawnLetter | undefined> {
  try {
    return await draw(letter)
  } catch (error) {
    log.error({ err: error, mailIds: parts.map(({ mail }) => mail.id) }, 'mail: cannot be drawn')
    await setAside(ctx, draw, parts)
    return undefined
  }
}

async function setAside(
  ctx: Pick<SystemContext, 'inTransaction'>,
  draw: DrawLetter,
  parts: ReadyMail['parts'],
): Promise<void> {
  const [fine, bad]: [MailRow[], MailRow[]] = [[], []]
  for (const { mail, letter } of parts) ((await canBeDrawn(draw, letter)) ? fine : bad).push(mail)
  // Where each can be drawn, and together they cannot, nobody knows which one it is.
  const [atFault, others] = bad.length === 0 ? [fine, []] : [bad, fine]
  await ctx.inTransaction(async (tx) => {
    for (const mail of atFault) await settleMail(tx, [mail], UNWRITTEN)
    await putOff(
      tx,
      others.map(({ id }) => id),
      await databaseNow(tx),
    )
  })
}

function canBeDrawn(draw: DrawLetter, letter: ReadyMail['letter']): Promise<boolean> {
  return draw(letter).then(
    () => true,
    () => false,
  )
}
