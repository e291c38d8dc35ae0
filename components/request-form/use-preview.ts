'use client'

import { useEffect, useRef, useState } from 'react'
import type { ErrorAnswer, FieldProblem } from '@/lib/kernel/errors'
import type { RequestPreview } from '@/lib/requests/schema'
import type { Answer } from '../basics/commands'
import { FRESH_SIGN_IN } from './field-problems'

const QUIET_MS = 200

type Preview = {
  /** The last answer that had a policy to show; `problems` may belong to a later one. */
  shown: RequestPreview | null
  problems: readonly FieldProblem[]
  /** The answer belongs to an earlier wish; the one to this is on its way. */
  isStale: boolean
  error: ErrorAnswer | null
}

/**
 * What a wish would lead to, asked anew a moment after each change. Only the answer to the latest wish counts; `initial`
 * is the answer to the first one, which the server gave along with the page. Another version of the entitlement asks anew,
 * and so does coming back to the page after signing in again.
 */
export function usePreview(
  question: object | null,
  versionId: string,
  initial: Answer<RequestPreview> | null,
): Preview {
  const [round, setRound] = useState(0)
  const body = question === null ? null : JSON.stringify(question)
  const key = body === null ? null : `${versionId} ${String(round)} ${body}`
  const [state, setState] = useState(() => ({ key, ...follow(null, initial) }))
  const answeredKey = useRef(key)

  useEffect(() => {
    if (body === null || key === answeredKey.current) return
    const asking = new AbortController()
    const timer = setTimeout(() => {
      void ask(body, asking.signal).then((answer) => {
        if (asking.signal.aborted) return
        answeredKey.current = key
        setState((before) => ({ key, ...follow(before.shown, answer) }))
      })
    }, QUIET_MS)
    return () => {
      clearTimeout(timer)
      asking.abort()
    }
  }, [key, body])

  // Signing in again happens in another tab.
  const waitsForSignIn = state.problems.some(({ field }) => field === FRESH_SIGN_IN)
  useEffect(() => {
    if (!waitsForSignIn) return
    const askAgain = () => {
      setRound((before) => before + 1)
    }
    window.addEventListener('focus', askAgain)
    return () => {
      window.removeEventListener('focus', askAgain)
    }
  }, [waitsForSignIn])

  return { shown: state.shown, problems: state.problems, error: state.error, isStale: state.key !== key }
}

type Followed = Omit<Preview, 'isStale'>

function follow(shown: RequestPreview | null, answer: Answer<RequestPreview> | null): Followed {
  if (answer === null) return { shown, problems: [], error: null }
  if (!answer.ok)
    return {
      shown,
      problems: answer.error.fields,
      error: answer.error.fields.length > 0 ? null : answer.error,
    }
  return {
    shown: answer.value.policyText === '' ? shown : answer.value,
    problems: answer.value.problems,
    error: null,
  }
}

const UNREACHABLE: ErrorAnswer = {
  code: 'ERR_INTERNAL',
  sentence: 'The preview did not come: Daypass does not answer at the moment. Change something to ask again.',
  fields: [],
}

async function ask(body: string, signal: AbortSignal): Promise<Answer<RequestPreview>> {
  try {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch('/api/requests/preview', { method: 'POST', headers, body, signal })
    const value: unknown = await answer.json()
    if (answer.ok) return { ok: true, value: value as RequestPreview }
    return { ok: false, error: (value as { error: ErrorAnswer }).error }
  } catch {
    return { ok: false, error: UNREACHABLE }
  }
}
