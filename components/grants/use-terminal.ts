'use client'

import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { ErrorAnswer } from '@/lib/kernel/errors'
import { askTerminalCredentials } from './ask-terminal'
import { loadTerminalPanel } from './load-terminal-panel'
import type { TerminalCredentials } from './terminal-formats'

type State =
  | { phase: 'none' | 'asking' | 'hidden' | 'over' }
  | { phase: 'shown'; credentials: TerminalCredentials }
  | { phase: 'refused'; error: ErrorAnswer }

/**
 * Credentials of one click, in this component's state alone: gone when the page is left in any way (also into the
 * browser's cache of pages to go back to), hidden, or over.
 */
export function useTerminal(grantId: string) {
  const [state, setState] = useState<State>({ phase: 'none' })
  const asking = useRef<AbortController | null>(null)

  useEffect(() => {
    function forget() {
      asking.current?.abort()
      asking.current = null
      setState({ phase: 'none' })
    }
    // At once: the browser keeps what the page shows at the end of this event.
    function onPageHide() {
      flushSync(forget)
    }
    window.addEventListener('pagehide', onPageHide)
    return () => {
      window.removeEventListener('pagehide', onPageHide)
      forget()
    }
  }, [grantId])

  async function ask() {
    if (asking.current !== null) return
    const own = new AbortController()
    asking.current = own
    setState({ phase: 'asking' })
    // What shows them is there before they are issued: what cannot be shown is not asked for.
    const answer = await loadTerminalPanel().then(
      () => askTerminalCredentials(grantId, own.signal),
      unloadable,
    )
    if (own.signal.aborted) return
    asking.current = null
    setState(
      answer.ok ? { phase: 'shown', credentials: answer.value } : { phase: 'refused', error: answer.error },
    )
  }

  return {
    state,
    ask,
    hide: () => {
      setState({ phase: 'hidden' })
    },
    end: () => {
      setState({ phase: 'over' })
    },
  }
}

function unloadable(): { ok: false; error: ErrorAnswer } {
  const sentence =
    'A part of this page did not load, so nothing was asked for. Reload the page and try again.'
  return { ok: false, error: { code: 'ERR_INTERNAL', sentence, fields: [] } }
}
