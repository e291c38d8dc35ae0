'use client'

import { useRef, useState } from 'react'
import type { ErrorAnswer } from '@/lib/kernel/errors'
import type { Answer, Command } from './commands'

const UNREACHABLE: ErrorAnswer = {
  code: 'ERR_INTERNAL',
  sentence: 'Daypass did not answer. What you typed is still here. Try again: nothing happens twice.',
  fields: [],
}

/**
 * A command with its state: one call at a time (a second click while it runs does nothing and gives `null`), and the
 * last refusal until the next call. An answer that never comes is a refusal too.
 */
export function useCommand<Input, Value>(command: Command<Input, Value>) {
  const [pending, setPending] = useState(false)
  const [error, setError] = useState<ErrorAnswer | null>(null)
  const running = useRef(false)

  async function run(input: Input): Promise<Answer<Value> | null> {
    if (running.current) return null
    running.current = true
    setPending(true)
    setError(null)
    const answer = await command(input).catch((): Answer<Value> => ({ ok: false, error: UNREACHABLE }))
    running.current = false
    setPending(false)
    if (!answer.ok) setError(answer.error)
    return answer
  }

  return {
    run,
    pending,
    error,
    clearError: () => {
      setError(null)
    },
  }
}
