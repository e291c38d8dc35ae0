import { z } from 'zod'
import type { StoredEvent } from '../audit/index'

const delivered = z.object({ name: z.string(), readerRoleArn: z.string(), worksUntil: z.coerce.date() })
const failed = z.object({ name: z.string(), code: z.string(), sentence: z.string() })

/** What the log says of a secret that was delivered; undefined if the event says no such thing. */
export function deliveredSecret({ data }: StoredEvent): z.output<typeof delivered> | undefined {
  return delivered.safeParse(data).data
}

/** What the log says of a delivery that failed. */
export function deliveryFailure({ data }: StoredEvent): z.output<typeof failed> | undefined {
  return failed.safeParse(data).data
}
