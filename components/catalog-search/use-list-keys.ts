'use client'

import { useEffect, useRef } from 'react'
import type { KeyboardEvent, RefObject } from 'react'

type Parts = {
  focusField: () => void
  list: RefObject<HTMLElement | null>
  /** The results are not yet those of what was typed. */
  isStale: boolean
}

/**
 * The search by keyboard alone: `/` goes to the field from anywhere, arrows walk through field and results, Enter in the
 * field opens the first result (on a result it is the link's own): that of what was typed, waited for where need be.
 */
export function useListKeys({ focusField, list, isStale }: Parts): (event: KeyboardEvent) => void {
  useEffect(() => {
    function onKeyDown(event: globalThis.KeyboardEvent) {
      const isTyping =
        event.target instanceof Element && event.target.closest('input, textarea, select') !== null
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      focusField()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => {
      document.removeEventListener('keydown', onKeyDown)
    }
  }, [focusField])

  const opensFirst = useRef(false)
  useEffect(() => {
    if (isStale || !opensFirst.current) return
    opensFirst.current = false
    list.current?.querySelector('a')?.click()
  }, [isStale, list])

  return (event) => {
    const links = [...(list.current?.querySelectorAll('a') ?? [])]
    const at = links.findIndex((link) => link === document.activeElement)
    opensFirst.current = isStale && at === -1 && event.key === 'Enter'
    if (event.key === 'ArrowDown') links[Math.min(at + 1, links.length - 1)]?.focus()
    else if (event.key === 'ArrowUp' && at > 0) links[at - 1]?.focus()
    else if (event.key === 'ArrowUp' && at === 0) focusField()
    else if (event.key !== 'Enter' || at !== -1) return
    else if (!isStale) links[0]?.click()
    event.preventDefault()
  }
}
