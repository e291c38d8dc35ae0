'use client'

import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { whatIfNames } from './wish-in'
import type { WhatIfFields } from './wish-in'

const CHOICES = {
  kind: ['ordinary', 'break-glass'],
  level: ['list', 'read', 'read-write'],
} as const

const LABELS: Readonly<Record<(typeof whatIfNames)[number], { label: string; hint?: string }>> = {
  handle: { label: 'Requester', hint: 'A handle, such as alice.' },
  entitlement: { label: 'Entitlement', hint: 'Its id, as in the catalogue.' },
  kind: { label: 'Kind' },
  bucket: { label: 'Bucket', hint: 'Empty: the whole role.' },
  prefix: { label: 'Prefix' },
  level: { label: 'Level' },
  minutes: { label: 'Minutes' },
  start: { label: 'Start (UTC)', hint: 'As in 2026-12-01T22:00. Empty: now.' },
  ticket: { label: 'Ticket' },
}

/** Who would ask for what: the fields stand in the address, so that a question can be handed on. */
export function WhatIfForm({ fields }: { fields: WhatIfFields }) {
  const router = useRouter()
  const [isLoading, startTransition] = useTransition()
  const [values, setValues] = useState(fields)
  const set = (name: keyof WhatIfFields, value: string) => {
    setValues({ ...values, [name]: value })
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        const filled = Object.entries(values).filter(([, value]) => value !== '')
        startTransition(() => {
          router.push(`/admin/what-if?${new URLSearchParams(filled).toString()}`)
        })
      }}
    >
      <Container header={<Header variant="h2">Who asks for what</Header>}>
        <SpaceBetween size="m">
          {whatIfNames.map((name) => (
            <FormField key={name} label={LABELS[name].label} constraintText={LABELS[name].hint}>
              {name === 'kind' || name === 'level' ? (
                <Select
                  selectedOption={{ value: values[name], label: values[name] }}
                  options={CHOICES[name].map((value) => ({ value, label: value }))}
                  onChange={({ detail }) => {
                    set(name, detail.selectedOption.value ?? '')
                  }}
                />
              ) : (
                <Input
                  name={name}
                  value={values[name]}
                  autoComplete={false}
                  onChange={({ detail }) => {
                    set(name, detail.value)
                  }}
                />
              )}
            </FormField>
          ))}
          <Button variant="primary" formAction="submit" loading={isLoading}>
            What if
          </Button>
        </SpaceBetween>
      </Container>
    </form>
  )
}
