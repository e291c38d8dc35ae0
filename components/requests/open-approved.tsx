'use client'

import Button from '@cloudscape-design/components/button'
import { useRouter } from 'next/navigation'
import type { Command } from '../basics/commands'
import { ErrorAlert } from '../basics/error-alert'
import { Notice } from '../basics/notice'
import { useCommand } from '../basics/use-command'

export type OpenApproved = Command<{ requestId: string }, { grantId: string }>

/** Nothing is left to decide, because something that was asked for is not any more: the requester opens it. */
export function OpenApprovedNotice({ requestId, open }: { requestId: string; open: OpenApproved }) {
  const router = useRouter()
  const { run, pending, error } = useCommand(open)

  async function send() {
    const answer = await run({ requestId })
    if (answer?.ok === true) router.push(`/grants/${answer.value.grantId}`)
    else router.refresh()
  }

  return (
    <>
      <Notice
        type="success"
        header="Nothing is left to decide"
        action={
          <Button variant="primary" loading={pending} onClick={() => void send()}>
            Open the grant
          </Button>
        }
      >
        What it still waited for is not asked for any more. Its clock starts when you open it.
      </Notice>
      <ErrorAlert error={error} />
    </>
  )
}
