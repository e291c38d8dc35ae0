import { z } from 'zod'

/** The payloads of all tasks. A handler stands in the room whose verb it runs; `lib/worker.ts` joins the two. */
export const taskPayloads = {
  /** Something happened: tell whoever follows. */
  react: z.strictObject({ eventId: z.uuid() }),
  /** A mail is due: one attempt to send it. */
  'send-mail': z.strictObject({ mailId: z.uuid() }),
  /** A grant opened, or a person asked again: mint a session, put it into the grant's secret. */
  'deliver-secret': z.strictObject({ grantId: z.uuid(), sessionId: z.uuid() }),
  /** This session's credentials were put where they should not stand: see to it that they do not. */
  'mend-secret': z.strictObject({ grantId: z.uuid(), sessionId: z.uuid() }),
  /** A grant ended: overwrite its secret. */
  'empty-secret': z.strictObject({ grantId: z.uuid() }),
} as const

export type TaskName = keyof typeof taskPayloads
export type TaskPayload<Name extends TaskName> = z.output<(typeof taskPayloads)[Name]>
