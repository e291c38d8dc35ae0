'use client'

import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { v7 as newId } from 'uuid'
import type { GrantPage } from '@/lib/history/schema'
import type { RequestStatus } from '@/lib/requests/schema'
import type { Command } from '../basics/commands'
import { ErrorAlert } from '../basics/error-alert'
import { useCommand } from '../basics/use-command'
import { ExtensionFields } from './extension-fields'
import { ExtensionOutlook } from './extension-outlook'
import styles from './grants.module.css'
import { useExtension } from './use-extension'
import type { ExtensionWish } from './use-extension-preview'

export type Extend = Command<
  ExtensionWish & { id: string },
  { requestId: string; status: RequestStatus; grantId: string | null }
>

type Props = { grant: GrantPage; extend: Extend }

/** Asks for a later end of a running grant, by the same policy. Nothing about the running one changes meanwhile. */
export function ExtendGrant({ grant, extend }: Props) {
  const [isOpen, setIsOpen] = useState(false)
  const [isExtended, setIsExtended] = useState(false)
  return (
    <>
      <Button
        onClick={() => {
          setIsExtended(false)
          setIsOpen(true)
        }}
      >
        Extend
      </Button>
      <span role="status" className={styles.said}>
        {isExtended && 'Extended'}
      </span>
      {isOpen && (
        <ExtensionDialog
          grant={grant}
          extend={extend}
          onClose={(status) => {
            setIsOpen(false)
            setIsExtended(status === 'approved')
          }}
        />
      )}
    </>
  )
}

type DialogProps = Props & { onClose: (status: RequestStatus | null) => void }

/** One dialog is one request, however often its button is pressed. */
function ExtensionDialog({ grant, extend, onClose }: DialogProps) {
  const router = useRouter()
  const [id] = useState(() => newId())
  const extension = useExtension(grant.id)
  const { run, pending, error } = useCommand(extend)
  const refused = error?.fields ?? []

  async function send() {
    const wish = extension.ready()
    if (wish === null) return
    const answer = await run({ id, ...wish })
    if (answer?.ok !== true) return
    onClose(answer.value.status)
    router.refresh()
  }

  const atOnce = extension.preview !== null && extension.preview.atOnce !== null
  const buttons = (
    <Box float="right">
      <SpaceBetween direction="horizontal" size="xs">
        <Button
          onClick={() => {
            onClose(null)
          }}
        >
          Back
        </Button>
        <Button variant="primary" loading={pending} onClick={() => void send()}>
          {atOnce ? 'Extend now' : 'Ask for it'}
        </Button>
      </SpaceBetween>
    </Box>
  )
  return (
    <Modal
      visible
      size="large"
      header="Extend this grant"
      closeAriaLabel="Close"
      onDismiss={() => {
        onClose(null)
      }}
      footer={buttons}
    >
      <div className={styles.extension}>
        <ExtensionFields extension={extension} refused={refused} />
        <ExtensionOutlook grant={grant} extension={extension} />
        <ErrorAlert error={error} />
      </div>
    </Modal>
  )
}
