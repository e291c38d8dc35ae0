'use client'

import { useEffect, useState } from 'react'
import { chooseTheme, showTheme } from './theme'
import type { Theme } from './theme'

/** The theme with its switch. While it is `system` the page follows the device as that changes. */
export function useTheme(initial: Theme): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(initial)

  useEffect(() => {
    const device = matchMedia('(prefers-color-scheme: dark)')
    device.addEventListener('change', showTheme)
    return () => {
      device.removeEventListener('change', showTheme)
    }
  }, [])

  // A refreshed page brings the server's class for the body along; the choice made since then stands.
  useEffect(showTheme)

  return [
    theme,
    (chosen) => {
      setTheme(chosen)
      chooseTheme(chosen)
    },
  ]
}
