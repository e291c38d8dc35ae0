'use client'

import { useEffect, useState } from 'react'
import type { FoundEntitlements } from '@/lib/catalog/schema'
import type { ErrorAnswer } from '@/lib/kernel/errors'

/** Typing is waited for so long, that not every letter asks. */
const QUIET_MS = 60

type Search = {
  found: FoundEntitlements
  /** What is shown answers an earlier query; the answer to this one is on its way. */
  isStale: boolean
  error: ErrorAnswer | null
}

/** What the catalogue has for a query, asked of the server as one types. `initial` answers the first one, with the page. */
export function useSearch(query: string, initial: FoundEntitlements): Search {
  const [state, setState] = useState({ query, found: initial, error: null as ErrorAnswer | null })

  useEffect(() => {
    if (query === state.query) return
    const asking = new AbortController()
    const timer = setTimeout(() => {
      void ask(query, asking.signal).then((answer) => {
        if (asking.signal.aborted) return
        setState((before) => ({ query, found: before.found, error: null, ...answer }))
      })
    }, QUIET_MS)
    return () => {
      clearTimeout(timer)
      asking.abort()
    }
  }, [query, state.query])

  return { found: state.found, isStale: state.query !== query, error: state.error }
}

const UNREACHABLE: ErrorAnswer = {
  code: 'ERR_INTERNAL',
  sentence:
    'The search did not come back: Daypass does not answer at the moment. Change a word to search again.',
  fields: [],
}

async function ask(
  query: string,
  signal: AbortSignal,
): Promise<{ found: FoundEntitlements } | { error: ErrorAnswer }> {
  try {
    const answer = await fetch(`/api/entitlements?${new URLSearchParams({ q: query }).toString()}`, {
      signal,
    })
    const value: unknown = await answer.json()
    return answer.ok ? { found: value as FoundEntitlements } : (value as { error: ErrorAnswer })
  } catch {
    return { error: UNREACHABLE }
  }
}
