'use client'

import Box from '@cloudscape-design/components/box'
import { durationInWords } from '@/lib/kernel/durations'
import type { RequestView } from '@/lib/requests/schema'
import { Time } from '../clock/time'

/** What an approval gives, in a sentence. */
export function ApprovalSummary({ request }: { request: RequestView }) {
  const { requester, scopeInWords, durationMinutes, entitlement, deliveriesInWords, startsAt } = request
  const { extension } = request
  const duration = durationInWords(durationMinutes)
  const what = `${scopeInWords}, with the role ${entitlement.role} in ${entitlement.accountName}, used by ${deliveriesInWords}.`
  if (extension !== null)
    return (
      <Box variant="p">
        {requester.name} keeps this for {duration} longer, until <Time at={extension.newEndsAt} />: {what}
      </Box>
    )
  return (
    <Box variant="p">
      {requester.name} gets this for {duration}, {startsAt === null ? 'from the last approval on' : 'from '}
      {startsAt !== null && <Time at={startsAt} />}: {what}
    </Box>
  )
}
