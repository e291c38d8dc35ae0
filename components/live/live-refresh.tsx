'use client'

import { usePathname, useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { followInput, noteInput, whenAttended } from './attended'
import { followLive } from './follow-live'
import { LEAVING } from './leaving'

type Props = {
  /** What this page shows, by id. Without them everything that happens makes it read again. */
  ids?: readonly string[]
}

/**
 * Keeps the page as it is on the server: it reads again when something it shows has changed, and when its tab is shown
 * again. A hidden tab holds no stream, for a browser has only six connections to the portal; one that nobody looks at
 * waits for the next input, for reading counts as use of the sign-in. Renders nothing.
 */
export function LiveRefresh({ ids }: Props) {
  const router = useRouter()
  const pathname = usePathname()
  const key = ids?.join(' ')

  useEffect(() => {
    const wanted = key === undefined ? null : new Set(key.split(' '))
    let timer: ReturnType<typeof setTimeout> | undefined
    const refreshSoon = () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        whenAttended(() => {
          router.refresh()
        })
      }, 150)
    }
    const stopInput = followInput()
    const stop = followLive({
      onChange: (changed) => {
        if (wanted === null || changed.length === 0 || changed.some((id) => wanted.has(id))) refreshSoon()
      },
      onShown: () => {
        noteInput()
        refreshSoon()
      },
      onSignedOut: () => {
        const from = `${pathname}${window.location.search}`
        window.location.assign(from === '/' ? '/sign-in' : `/sign-in?from=${encodeURIComponent(from)}`)
      },
    })
    window.addEventListener(LEAVING, stop)
    return () => {
      clearTimeout(timer)
      window.removeEventListener(LEAVING, stop)
      stopInput()
      stop()
    }
  }, [router, pathname, key])

  return null
}
