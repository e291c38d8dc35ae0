'use client'

import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import type { InputProps } from '@cloudscape-design/components/input'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useEffect, useRef, useState } from 'react'
import { v7 as newId } from 'uuid'
import type { Delivery } from '@/lib/scopes/deliveries'
import type { Scope } from '@/lib/scopes/schema'
import type { Command } from '../basics/commands'
import { ErrorAlert } from '../basics/error-alert'
import { useCommand } from '../basics/use-command'
import type { Wish } from './draft'
import styles from './form.module.css'

export type KeepFavourite = Command<
  {
    id: string
    entitlementId: string
    name: string
    scope: Scope
    durationMinutes: number
    deliveries: Delivery[]
  },
  unknown
>

type Props = { wish: Wish; suggestion: string; keep: KeepFavourite }

/** Keeps the wish under a name, for the home page. Start, reason and ticket are not kept: they are another time's. */
export function KeepFavouriteButton(props: Props) {
  const [asks, setAsks] = useState(false)
  const [kept, setKept] = useState<string | null>(null)
  return (
    <>
      <Button
        formAction="none"
        iconName="star"
        onClick={() => {
          setAsks(true)
        }}
      >
        Keep as favourite
      </Button>
      <span role="status" className={styles.quiet}>
        {kept !== null && `Kept as “${kept}”, on your home page`}
      </span>
      {asks && (
        <KeepDialog
          {...props}
          onClose={(name) => {
            setAsks(false)
            if (name !== null) setKept(name)
          }}
        />
      )}
    </>
  )
}

function KeepDialog({ wish, suggestion, keep, onClose }: Props & { onClose: (kept: string | null) => void }) {
  const [id] = useState(() => newId())
  const [name, setName] = useState(suggestion)
  const { run, pending, error } = useCommand(keep)
  const field = useRef<InputProps.Ref>(null)

  // After the dialog has put the focus on its close button.
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      field.current?.select()
    })
    return () => {
      cancelAnimationFrame(frame)
    }
  }, [])

  async function save() {
    const { entitlementId, scope, durationMinutes, deliveries } = wish
    const answer = await run({ id, entitlementId, name, scope, durationMinutes, deliveries })
    if (answer?.ok === true) onClose(name)
  }

  const close = () => {
    onClose(null)
  }
  const problem = error?.fields.find((one) => one.field === 'name')?.sentence
  return (
    <Modal
      visible
      header="Keep as favourite"
      closeAriaLabel="Close"
      onDismiss={close}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button formAction="none" onClick={close}>
              Back
            </Button>
            <Button formAction="none" variant="primary" loading={pending} onClick={() => void save()}>
              Keep
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="s">
        <FormField
          stretch
          label="Name"
          description="It stands on your home page, one click from this form filled in again."
          errorText={problem}
        >
          <Input
            ref={field}
            value={name}
            onChange={({ detail }) => {
              setName(detail.value)
            }}
            onKeyDown={({ detail }) => {
              if (detail.key === 'Enter') void save()
            }}
          />
        </FormField>
        <ErrorAlert error={problem === undefined ? error : null} />
      </SpaceBetween>
    </Modal>
  )
}
