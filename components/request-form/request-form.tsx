'use client'

import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import type { SyntheticEvent } from 'react'
import type { EntitlementForm } from '@/lib/catalog/schema'
import type { RequestPreview } from '@/lib/requests/schema'
import type { Answer } from '../basics/commands'
import { Stack } from '../basics/columns'
import { Notice } from '../basics/notice'
import { BreakGlassBanner, BreakGlassOffer, ConfirmBreakGlass, IncidentField } from './break-glass'
import { DeliveryField } from './delivery-field'
import type { Draft } from './draft'
import { PreviewPanel } from './preview-panel'
import { DurationField, ReasonFields } from './reason-fields'
import { ScopeFields } from './scope-fields'
import { SendPart } from './send-part'
import { StartField } from './start-field'
import { useRequestForm } from './use-request-form'
import type { KeepFavourite } from './keep-favourite'
import type { Submit } from './use-request-form'
import styles from './form.module.css'

type Props = {
  entitlement: EntitlementForm
  initialDraft: Draft
  initialPreview: Answer<RequestPreview> | null
  /** The form's address fills in some of it. */
  isFilledIn: boolean
  submit: Submit
  keepFavourite: KeepFavourite
}

/** The form by which access is asked for, with what it leads to beside it. */
export function RequestForm(props: Props) {
  const { entitlement } = props
  const router = useRouter()
  const frame = useRef<HTMLFormElement>(null)
  const [asks, setAsks] = useState(false)
  const form = useRequestForm(props)
  const { fields, preview, problems } = form
  const { draft } = fields
  const longestMinutes = preview.shown?.longestMinutes ?? entitlement.maxDurationMinutes
  const glass = draft.kind === 'break-glass' ? entitlement.breakGlass : null

  async function send() {
    const sent = await form.send()
    setAsks(false)
    if (sent === null) showFirstProblem()
    else router.push(sent.grantId === null ? `/requests/${sent.requestId}` : `/grants/${sent.grantId}`)
  }

  function onSubmit(event: SyntheticEvent) {
    event.preventDefault()
    if (glass === null) void send()
    else if (form.isComplete()) setAsks(true)
    else showFirstProblem()
  }

  function showFirstProblem() {
    requestAnimationFrame(() => {
      focusFirstProblem(frame.current)
    })
  }

  function change(kind: Draft['kind']) {
    form.change(kind)
    window.scrollTo({ top: 0 })
  }

  return (
    <form ref={frame} noValidate className={styles.form} onSubmit={onSubmit}>
      <div className={styles.banner}>
        {glass !== null && (
          <BreakGlassBanner
            offer={glass}
            onBack={() => {
              change('ordinary')
            }}
          />
        )}
      </div>
      <div className={styles.fields}>
        <Container header={<FormHeader isFilledIn={props.isFilledIn} />}>
          <Stack>
            {glass !== null && <IncidentField {...fields} />}
            {entitlement.offer.kind === 's3' ? (
              <ScopeFields {...fields} offer={entitlement.offer} />
            ) : (
              <Notice>This entitlement is for the whole role. It cannot be narrowed.</Notice>
            )}
            <DurationField {...fields} longestMinutes={longestMinutes} />
            {glass === null && <StartField {...fields} />}
            <DeliveryField {...fields} entitlement={entitlement} />
            <ReasonFields {...fields} ticketNeeded={preview.shown?.ticketNeeded ?? false} />
          </Stack>
        </Container>
      </div>
      <div className={styles.aside}>
        <PreviewPanel
          draft={draft}
          preview={preview.shown}
          problems={problems}
          isStale={preview.isStale}
          policyInWords={entitlement.policyInWords}
        />
      </div>
      <div className={styles.send}>
        <Stack>
          <SendPart form={form} entitlement={entitlement} keepFavourite={props.keepFavourite} />
          {glass === null && entitlement.breakGlass !== null && (
            <BreakGlassOffer
              offer={entitlement.breakGlass}
              onTake={() => {
                change('break-glass')
              }}
            />
          )}
        </Stack>
      </div>
      {asks && glass !== null && (
        <ConfirmBreakGlass
          offer={glass}
          summary={preview.shown?.summary ?? ''}
          pending={form.pending}
          onConfirm={() => void send()}
          onClose={() => {
            setAsks(false)
          }}
        />
      )}
    </form>
  )
}

function FormHeader({ isFilledIn }: { isFilledIn: boolean }) {
  return (
    <Header
      variant="h2"
      description={
        isFilledIn ? 'Filled in from a link: look it over. Nothing is sent before you do.' : undefined
      }
    >
      Your request
    </Header>
  )
}

function focusFirstProblem(form: HTMLFormElement | null) {
  const field = form?.querySelector('[aria-invalid="true"], [data-problem] input')
  if (field instanceof HTMLElement) field.focus()
}
