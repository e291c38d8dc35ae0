'use client'

import { useEffect, useState } from 'react'
import type { ErrorAnswer } from '@/lib/kernel/errors'
import type { RequestPreview } from '@/lib/requests/schema'
import type { Answer } from '../basics/commands'

const QUIET_MS = 150

export type ExtensionWish = {
  grantId: string
  durationMinutes: number
  reason: string
  ticket: string | null
}

type State = {
  /** The last answer; it may belong to an earlier wish while `isStale`. */
  preview: RequestPreview | null
  error: ErrorAnswer | null
  isStale: boolean
}

/**
 * What a later end would take, asked anew a moment after each change: only the answer to the latest wish counts. Nothing
 * is asked while the wish is null.
 */
export function useExtensionPreview(wish: ExtensionWish | null): State {
  const body = wish === null ? null : JSON.stringify(wish)
  const [state, setState] = useState<Omit<State, 'isStale'> & { body: string | null }>({
    body: null,
    preview: null,
    error: null,
  })

  useEffect(() => {
    if (body === null) return
    const asking = new AbortController()
    const timer = setTimeout(() => {
      void ask(body, asking.signal).then((answer) => {
        if (asking.signal.aborted) return
        setState((before) =>
          answer.ok
            ? { body, preview: answer.value, error: null }
            : { body, preview: before.preview, error: answer.error },
        )
      })
    }, QUIET_MS)
    return () => {
      clearTimeout(timer)
      asking.abort()
    }
  }, [body])

  return { preview: state.preview, error: state.error, isStale: state.body !== body }
}

const UNREACHABLE: ErrorAnswer = {
  code: 'ERR_INTERNAL',
  sentence: 'The preview did not come: Daypass does not answer at the moment. Change something to ask again.',
  fields: [],
}

async function ask(body: string, signal: AbortSignal): Promise<Answer<RequestPreview>> {
  try {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch('/api/extensions/preview', { method: 'POST', headers, body, signal })
    const value: unknown = await answer.json()
    if (answer.ok) return { ok: true, value: value as RequestPreview }
    return { ok: false, error: (value as { error: ErrorAnswer }).error }
  } catch {
    return { ok: false, error: UNREACHABLE }
  }
}
