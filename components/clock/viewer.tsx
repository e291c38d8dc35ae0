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
    const startedAt = receivedAt(now)
    const tick = () => {
      setElapsed({ since: now, ms: performance.now() - startedAt })
    }
    const frame = requestAnimationFrame(tick)
    const timer = setInterval(tick, stepMs)
    return () => {
      cancelAnimationFrame(frame)
      clearInterval(timer)
    }
  }, [now, stepMs])
  return Date.parse(now) + (elapsed.since === now ? elapsed.ms : 0)
}

const received = new Map<string, number>()
const KEPT = 20

/** When this browser first had a time of the server's, so that a clock that appears later does not begin anew with it. */
function receivedAt(now: string): number {
  const at = received.get(now) ?? performance.now()
  received.set(now, at)
  const [oldest] = received.keys()
  if (received.size > KEPT && oldest !== undefined) received.delete(oldest)
  return at
}
