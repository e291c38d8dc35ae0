'use client'

import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Command } from '../basics/commands'
import { ErrorAlert } from '../basics/error-alert'
import { useCommand } from '../basics/use-command'
import { WhatEnds } from './what-ends'
import type { WhatEndsProps } from './what-ends'

export type Relinquish = Command<{ grantId: string }, { endedAt: string }>

type Props = WhatEndsProps & {
  grantId: string
  relinquish: Relinquish
  /** It has not begun: ending it means that it never does. */
  isScheduled?: boolean
}

const RUNNING = {
  button: 'I’m done',
  title: 'End this grant now?',
  meaning:
    'From this moment nobody can open a new session with it. That cannot be taken back; you can ask for access again.',
  confirm: 'End it now',
}

const SCHEDULED = {
  button: 'Cancel it',
  title: 'Cancel this grant before it starts?',
  meaning: 'It will not start. That cannot be taken back; you can ask for access again.',
  confirm: 'Cancel it now',
}

/** "I'm done": ends the viewer's own grant early, after saying honestly what that stops and what it does not. */
export function EndGrant(props: Props) {
  const [asks, setAsks] = useState(false)
  return (
    <>
      <Button
        onClick={() => {
          setAsks(true)
        }}
      >
        {wordsOf(props).button}
      </Button>
      {asks && (
        <Confirmation
          {...props}
          onClose={() => {
            setAsks(false)
          }}
        />
      )}
    </>
  )
}

function wordsOf({ isScheduled = false }: Props) {
  return isScheduled ? SCHEDULED : RUNNING
}

function Confirmation(props: Props & { onClose: () => void }) {
  const { grantId, relinquish, onClose } = props
  const { title, meaning, confirm } = wordsOf(props)
  const router = useRouter()
  const { run, pending, error } = useCommand(relinquish)

  async function end() {
    const answer = await run({ grantId })
    if (answer?.ok !== true) return
    onClose()
    router.refresh()
  }

  const buttons = (
    <Box float="right">
      <SpaceBetween direction="horizontal" size="xs">
        <Button onClick={onClose}>Keep it</Button>
        <Button variant="primary" loading={pending} onClick={() => void end()}>
          {confirm}
        </Button>
      </SpaceBetween>
    </Box>
  )
  return (
    <Modal visible header={title} closeAriaLabel="Close" onDismiss={onClose} footer={buttons}>
      <SpaceBetween size="s">
        <Box variant="p">{meaning}</Box>
        {props.isScheduled !== true && <WhatEnds {...props} />}
        <ErrorAlert error={error} />
      </SpaceBetween>
    </Modal>
  )
}
