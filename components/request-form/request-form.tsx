'use client'

import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useRouter } from 'next/navigation'
import { useRef } from 'react'
import type { SyntheticEvent } from 'react'
import type { EntitlementForm } from '@/lib/catalog/schema'
import type { RequestPreview } from '@/lib/requests/schema'
import type { Answer } from '../basics/commands'
import { Stack } from '../basics/columns'
import { ErrorAlert } from '../basics/error-alert'
import { DeliveryField } from './delivery-field'
import type { Draft } from './draft'
import { problemsOfNoField } from './field-problems'
import { PreviewPanel } from './preview-panel'
import { DurationField, ReasonFields } from './reason-fields'
import { ScopeFields } from './scope-fields'
import { useRequestForm } from './use-request-form'
import type { Submit } from './use-request-form'
import styles from './form.module.css'
import { Notice } from '../basics/notice'

type Props = {
  entitlement: EntitlementForm
  initialDraft: Draft
  initialPreview: Answer<RequestPreview> | null
  submit: Submit
}

/** The form by which access is asked for, with what it leads to beside it. */
export function RequestForm(props: Props) {
  const { entitlement } = props
  const router = useRouter()
  const frame = useRef<HTMLFormElement>(null)
  const { fields, preview, problems, send, pending, error, clearError } = useRequestForm(props)
  const general = problemsOfNoField(problems)
  const longestMinutes = preview.shown?.longestMinutes ?? entitlement.maxDurationMinutes

  async function onSubmit(event: SyntheticEvent) {
    event.preventDefault()
    const requestId = await send()
    if (requestId !== null) router.push(`/requests/${requestId}`)
    else
      requestAnimationFrame(() => {
        focusFirstProblem(frame.current)
      })
  }

  return (
    <form ref={frame} noValidate className={styles.form} onSubmit={(event) => void onSubmit(event)}>
      <div className={styles.fields}>
        <Container header={<Header variant="h2">Your request</Header>}>
          <Stack>
            {entitlement.offer.kind === 's3' ? (
              <ScopeFields {...fields} offer={entitlement.offer} />
            ) : (
              <Notice>This entitlement is for the whole role. It cannot be narrowed.</Notice>
            )}
            <DurationField {...fields} longestMinutes={longestMinutes} />
            <DeliveryField {...fields} entitlement={entitlement} />
            <ReasonFields {...fields} />
          </Stack>
        </Container>
      </div>
      <div className={styles.aside}>
        <PreviewPanel preview={preview.shown} problems={problems} isStale={preview.isStale} />
      </div>
      <div className={styles.send}>
        <Stack gap="small">
          {general.length > 0 && error === null && <Notice type="warning">{general.join(' ')}</Notice>}
          <ErrorAlert error={error ?? preview.error} />
          {error?.code === 'ERR_CHANGED_MEANWHILE' && (
            <Button
              onClick={() => {
                clearError()
                router.refresh()
              }}
            >
              Load the changed entitlement
            </Button>
          )}
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="primary" formAction="submit" loading={pending}>
              Send request
            </Button>
            <Button href="/request" formAction="none">
              Choose something else
            </Button>
          </SpaceBetween>
        </Stack>
      </div>
    </form>
  )
}

function focusFirstProblem(form: HTMLFormElement | null) {
  const field = form?.querySelector('[aria-invalid="true"], [data-problem] input')
  if (field instanceof HTMLElement) field.focus()
}
