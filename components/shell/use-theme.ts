'use client'

import { useEffect } from 'react'
import { showTheme } from './theme'

/**
 * Keeps the page looking as chosen: it follows the device as that changes while the theme is `system`, and a refreshed
 * page, which brings the server's class for the body along, does not undo a choice made since then.
 */
export function useTheme() {
  useEffect(() => {
    const device = matchMedia('(prefers-color-scheme: dark)')
    device.addEventListener('change', showTheme)
    return () => {
      device.removeEventListener('change', showTheme)
    }
  }, [])

  useEffect(showTheme)
}
