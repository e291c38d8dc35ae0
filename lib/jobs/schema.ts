import { z } from 'zod'

/** The payloads of all tasks. A handler stands in the room whose verb it runs; `lib/worker.ts` joins the two. */
export const taskPayloads = {
  /** Something happened: tell whoever follows. */
  react: z.strictObject({ eventId: z.uuid() }),
} as const

export type TaskName = keyof typeof taskPayloads
export type TaskPayload<Name extends TaskName> = z.output<(typeof taskPayloads)[Name]>
