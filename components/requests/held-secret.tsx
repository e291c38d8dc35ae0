'use client'

import type { SecretHeldView } from '@/lib/requests/schema'
import { Time } from '../clock/time'

/** Which secret another grant holds, and from when it is free, in the viewer's zone. */
export function HeldSecret({ held: { name, freeFrom } }: { held: SecretHeldView }) {
  return (
    <>
      The secret {name} is held by another grant; free from <Time at={freeFrom} form="clock" />, or as soon as
      that grant is ended.
    </>
  )
}
