import { z } from 'zod'
import { append } from '../audit/index'
import { databaseNow } from '../db/transaction'
import { authorize, eventActorOf } from '../identity/index'
import type { Context } from '../identity/index'
import { DaypassError } from '../kernel/errors'
import { verb } from '../kernel/verb'
import { notificationEvents } from './events'
import { choiceOf, isOffered } from './preferences'
import { choicesBy, writeChoice } from './preference-store'
import { mailChoice, mailKind } from './schema'
import { whyMailIsForced } from './words'

const input = z.strictObject({
  changes: z
    .array(z.strictObject({ kind: mailKind, choice: mailChoice }))
    .min(1)
    .max(mailKind.options.length),
})

/**
 * The person chooses how they get mails of some kinds; all of it or nothing. What is so already is not logged. Throws
 * `ERR_INPUT` for a choice that policy does not leave them.
 */
export const changeMailPreferences = verb(
  'change-mail-preferences',
  input,
  async (ctx: Context, { changes }): Promise<{ changed: number }> => {
    const { personId } = ctx.actor
    authorize(ctx.actor, { to: 'choose-mail', personId })
    checkOffered(changes)
    return ctx.inTransaction(async (tx) => {
      const now = await databaseNow(tx)
      const chosen = await choicesBy(tx, personId)
      const real = changes.filter(({ kind, choice }) => choiceOf(kind, chosen.get(kind)) !== choice)
      for (const change of real) {
        await writeChoice(tx, personId, change.kind, change.choice)
        await append(
          tx,
          notificationEvents.preferencesChanged(now, eventActorOf(ctx.actor), personId, change),
        )
      }
      return { changed: real.length }
    })
  },
)

function checkOffered(changes: z.output<typeof input>['changes']): void {
  const fields = changes.flatMap(({ kind, choice }) =>
    isOffered(kind, choice)
      ? []
      : [{ field: kind, sentence: whyMailIsForced(kind) ?? 'This cannot be chosen for these mails.' }],
  )
  const [first] = fields
  if (first !== undefined) throw new DaypassError('ERR_INPUT', first.sentence, { fields })
}
