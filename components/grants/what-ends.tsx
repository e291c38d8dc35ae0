'use client'

import Box from '@cloudscape-design/components/box'
import type { Delivery } from '@/lib/scopes/deliveries'
import { Time } from '../clock/time'
import { handedOutInWords } from './words'

export type WhatEndsProps = {
  /** How sessions were handed out, or could have been. */
  handedOut: readonly Delivery[]
  /** Until when something that was handed out may go on working; null when nothing was. */
  mayWorkUntil: string | null
  /** The secret that the grant holds, where that is known. */
  secretName?: string | null
}

/** What an early end does not stop at once, said before it is done. */
export function WhatEnds({ handedOut, mayWorkUntil, secretName = null }: WhatEndsProps) {
  return (
    <>
      {mayWorkUntil !== null && (
        <Box variant="p">
          {handedOutInWords(handedOut)} may work until <Time at={mayWorkUntil} form="clock" />.
          {handedOut.includes('console') && ' Signing out of AWS closes a console.'}
        </Box>
      )}
      {secretName !== null && (
        <Box variant="p">The secret {secretName} is emptied, and free for another grant.</Box>
      )}
    </>
  )
}
