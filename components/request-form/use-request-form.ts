'use client'

import { useRef, useState } from 'react'
import { v7 as newId } from 'uuid'
import type { EntitlementForm } from '@/lib/catalog/schema'
import type { Delivery } from '@/lib/scopes/deliveries'
import type { RequestPreview, RequestStatus } from '@/lib/requests/schema'
import type { Scope } from '@/lib/scopes/schema'
import type { Answer, Command } from '../basics/commands'
import { useCommand } from '../basics/use-command'
import { questionOf, wishOf } from './draft'
import type { Draft } from './draft'
import { ownProblems, problemAt } from './field-problems'
import type { FieldName } from './field-problems'
import type { FieldProps } from './field-props'
import { usePreview } from './use-preview'

/** What came of it: `grantId` when it was approved at once. */
type Sent = { requestId: string; status: RequestStatus; grantId: string | null }

export type Submit = Command<
  {
    id: string
    entitlementId: string
    entitlementVersionId: string
    kind: Draft['kind']
    scope: Scope
    durationMinutes: number
    startsAt: string | null
    deliveries: Delivery[]
    reason: string
    ticket: string
    incident: string | null
  },
  Sent
>

type Start = {
  entitlement: EntitlementForm
  initialDraft: Draft
  initialPreview: Answer<RequestPreview> | null
  submit: Submit
}

/** The request form's state: what is typed, what is wrong with it and may be said, and sending it once. */
export function useRequestForm({ entitlement, initialDraft, initialPreview, submit }: Start) {
  const [draft, setDraft] = useState(initialDraft)
  const [filledIn, setFilledIn] = useState<ReadonlySet<FieldName>>(new Set(GIVEN_BY_ADDRESS))
  const [isTried, setIsTried] = useState(false)
  // One id as long as the form is the same wish in the making: sent twice it is one request.
  const requestId = useRef<string | null>(null)
  const command = useCommand(submit)

  const wish = wishOf(entitlement, draft)
  const preview = usePreview(
    wish === null ? null : questionOf(wish, draft),
    entitlement.versionId,
    initialPreview,
  )
  const refused = command.error?.fields ?? []
  const problems = [...ownProblems(draft), ...preview.problems, ...refused]

  const fields: FieldProps = {
    draft,
    type: (values, field) => {
      take(values)
      if (shownAt(field) === undefined)
        setFilledIn((before) => new Set([...before].filter((one) => one !== field)))
    },
    settle: (values, field) => {
      take(values)
      setFilledIn((before) => new Set(before).add(field))
    },
    problem: shownAt,
  }

  function take(values: Partial<Draft>) {
    if (Object.keys(values).length === 0) return
    setDraft((before) => ({ ...before, ...values }))
    command.clearError()
  }

  function shownAt(field: FieldName): string | undefined {
    return isTried || filledIn.has(field) ? problemAt(problems, field) : undefined
  }

  /** Whether the form can be sent; from now on it says at each field why not. */
  function isComplete(): boolean {
    setIsTried(true)
    return wish !== null && ownProblems(draft).length === 0
  }

  /** Sends the request; null when it was not sent, or refused. */
  async function send(): Promise<Sent | null> {
    if (!isComplete() || wish === null) return null
    requestId.current ??= newId()
    const id = requestId.current
    const { kind, reason, ticket, incident } = draft
    const answer = await command.run({
      id,
      ...wish,
      entitlementVersionId: entitlement.versionId,
      reason,
      ticket,
      incident: kind === 'break-glass' ? incident : null,
    })
    if (answer === null) return null
    if (answer.ok || answer.error.code === 'ERR_ID_TAKEN') requestId.current = null
    return answer.ok ? answer.value : null
  }

  function change(kind: Draft['kind']) {
    setIsTried(false)
    take({ kind })
  }

  return {
    wish,
    isComplete,
    /** Makes it an ordinary request or one that breaks the glass. */
    change,
    fields,
    preview,
    problems,
    send,
    pending: command.pending,
    error: command.error,
    clearError: command.clearError,
  }
}

const GIVEN_BY_ADDRESS: readonly FieldName[] = [
  'scope.bucket',
  'scope.prefix',
  'scope.level',
  'scope.delete',
  'durationMinutes',
  'startsAt',
  'deliveries',
]
