import { z } from 'zod'
import { authorize } from '../identity/index'
import type { Context } from '../identity/index'
import { verb } from '../kernel/verb'
import { choiceOf } from './preferences'
import { choicesBy } from './preference-store'
import { MAIL_CHOICES, mailKind } from './schema'
import type { MailPreferencesView } from './schema'
import { mailKindName, whyMailIsForced } from './words'

/** Which mails the person gets, by kind, and what else they could choose. */
export const readMailPreferences = verb(
  'read-mail-preferences',
  z.strictObject({}),
  (ctx: Context): Promise<MailPreferencesView> => {
    const { personId, email } = ctx.actor
    authorize(ctx.actor, { to: 'choose-mail', personId })
    return ctx.inTransaction(async (tx) => {
      const chosen = await choicesBy(tx, personId)
      return {
        address: email,
        preferences: mailKind.options.map((kind) => ({
          kind,
          name: mailKindName(kind),
          choice: choiceOf(kind, chosen.get(kind)),
          choices: MAIL_CHOICES[kind],
          whyForced: whyMailIsForced(kind),
        })),
      }
    })
  },
)
