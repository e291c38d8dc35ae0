'use client'

import { useEffect } from 'react'
import type { Outcome } from './decision-dialog'

const KEYS: Readonly<Record<string, Outcome>> = { a: 'approve', d: 'deny' }

/** `a` and `d` open the decision, unless somebody is typing or another dialog is open. */
export function useDecisionKeys(isActive: boolean, onChoose: (outcome: Outcome) => void) {
  useEffect(() => {
    if (!isActive) return
    function onKeyDown(event: KeyboardEvent) {
      const outcome = KEYS[event.key]
      if (outcome === undefined || event.ctrlKey || event.metaKey || event.altKey || isTaken(event.target))
        return
      event.preventDefault()
      onChoose(outcome)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => {
      document.removeEventListener('keydown', onKeyDown)
    }
  }, [isActive, onChoose])
}

function isTaken(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]') !== null
  )
}
