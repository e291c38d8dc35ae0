'use client'

import { useState } from 'react'
import type { ErrorAnswer, FieldProblem } from '@/lib/kernel/errors'
import { durationInWords } from '@/lib/kernel/durations'
import type { RequestPreview } from '@/lib/requests/schema'
import { minutesFrom } from '../request-form/duration-text'
import { useExtensionPreview } from './use-extension-preview'
import type { ExtensionWish } from './use-extension-preview'

type Draft = { duration: string | null; reason: string; ticket: string }

export type Extension = {
  /** As typed, or the usual one that fits. */
  duration: string
  /** Null while what is typed is no duration. */
  minutes: number | null
  reason: string
  ticket: string
  type: (values: Partial<Draft>) => void
  preview: RequestPreview | null
  /** What is wrong with the fields now; that something is still missing is said after the first attempt to send. */
  problems: readonly FieldProblem[]
  isStale: boolean
  error: ErrorAnswer | null
  /** What to send; null, and the problems shown, while something is missing. */
  ready: () => ExtensionWish | null
}

const USUAL_MINUTES = 60

/** What is typed into the dialog for a later end, and what it would lead to. */
export function useExtension(grantId: string): Extension {
  const [draft, setDraft] = useState<Draft>({ duration: null, reason: '', ticket: '' })
  const [tried, setTried] = useState(false)
  const [longest, setLongest] = useState(USUAL_MINUTES)
  const duration = draft.duration ?? durationInWords(Math.min(USUAL_MINUTES, longest))
  const minutes = minutesFrom(duration)
  const ticket = draft.ticket.trim()
  const wish =
    minutes === null
      ? null
      : { grantId, durationMinutes: minutes, reason: draft.reason, ticket: ticket === '' ? null : ticket }
  const { preview, isStale, error } = useExtensionPreview(wish)
  if (preview !== null && preview.longestMinutes > 0 && preview.longestMinutes !== longest)
    setLongest(preview.longestMinutes)

  const own = ownProblems(minutes, draft.reason)
  const told = error?.fields ?? preview?.problems ?? []
  const all = [...own, ...told.filter(({ field }) => !own.some((one) => one.field === field))]
  const missing = (field: string) =>
    (field === 'reason' && draft.reason.trim() === '') || (field === 'ticket' && ticket === '')

  return {
    duration,
    minutes,
    reason: draft.reason,
    ticket: draft.ticket,
    type: (values) => {
      setDraft((before) => ({ ...before, ...values }))
    },
    preview,
    problems: tried ? all : all.filter(({ field }) => !missing(field)),
    isStale,
    error: error !== null && error.fields.length === 0 ? error : null,
    ready: () => {
      setTried(true)
      return own.length === 0 ? wish : null
    },
  }
}

function ownProblems(minutes: number | null, reason: string): FieldProblem[] {
  const problems: FieldProblem[] = []
  if (minutes === null || !Number.isInteger(minutes))
    problems.push({
      field: 'durationMinutes',
      sentence: 'Write whole minutes with their unit, as in 90 min, 2 h or 1 h 30 min.',
    })
  if (reason.trim() === '')
    problems.push({
      field: 'reason',
      sentence: 'Say in a sentence why you need it longer: the approver and the auditor read it.',
    })
  return problems
}
