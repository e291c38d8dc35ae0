'use client'

import { createContext, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { ReactNode } from 'react'

type Viewer = { zone: string; now: string }

const ViewerContext = createContext<Viewer>({ zone: 'UTC', now: '1970-01-01T00:00:00.000Z' })

const never = () => () => undefined
const zoneOfBrowser = () => Intl.DateTimeFormat().resolvedOptions().timeZone

/**
 * The viewer's zone and the server's clock for all times below. `zone` is what the server knew (from a cookie), so that
 * the first picture is already right; the browser's own wins once it runs.
 */
export function ViewerProvider({ zone, now, children }: Viewer & { children: ReactNode }) {
  const zoneNow = useSyncExternalStore(never, zoneOfBrowser, () => zone)
  const viewer = useMemo(() => ({ zone: zoneNow, now }), [zoneNow, now])
  return <ViewerContext value={viewer}>{children}</ViewerContext>
}

/** The database's clock, for a page that has read it: times below count from it. */
export function NowProvider({ now, children }: { now: string; children: ReactNode }) {
  const { zone } = useContext(ViewerContext)
  const viewer = useMemo(() => ({ zone, now }), [zone, now])
  return <ViewerContext value={viewer}>{children}</ViewerContext>
}

export function useViewer(): Viewer {
  return useContext(ViewerContext)
}

/**
 * The server's time in milliseconds, going on by itself every `stepMs`. It counts from the server's `now` by the
 * browser's monotonic clock, so a wrong local clock changes nothing.
 */
export function useServerTime(stepMs: number): number {
  const { now } = useViewer()
  const [elapsed, setElapsed] = useState({ since: now, ms: 0 })
  useEffect(() => {
    const startedAt = performance.now()
    const timer = setInterval(() => {
      setElapsed({ since: now, ms: performance.now() - startedAt })
    }, stepMs)
    return () => {
      clearInterval(timer)
    }
  }, [now, stepMs])
  return Date.parse(now) + (elapsed.since === now ? elapsed.ms : 0)
}
