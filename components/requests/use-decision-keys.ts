'use client'

import { useEffect } from 'react'
import type { Answering } from './decision-dialog'

const KEYS: Readonly<Record<string, Answering>> = { a: 'approve', n: 'narrow', d: 'deny' }

/**
 * `a`, `n` and `d` open the answers that can be given, unless somebody is typing or another dialog is open.
 * `possible` names them with a space between.
 */
export function useDecisionKeys(possible: string, onChoose: (answering: Answering) => void) {
  useEffect(() => {
    if (possible === '') return
    function onKeyDown(event: KeyboardEvent) {
      const answering = KEYS[event.key]
      if (answering === undefined || !possible.split(' ').includes(answering)) return
      if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event.target)) return
      event.preventDefault()
      onChoose(answering)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => {
      document.removeEventListener('keydown', onKeyDown)
    }
  }, [possible, onChoose])
}

function isTaken(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]') !== null
  )
}
