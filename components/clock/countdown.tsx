'use client'

import { useEffect, useRef } from 'react'
import { durationInWords } from '@/lib/kernel/durations'
import { countdownClock } from './format'
import { useServerTime } from './viewer'
import styles from './countdown.module.css'

/** Minutes left at which a screen reader is told; in between the clock is silent. */
const THRESHOLDS = [15, 5, 1]

/**
 * The time left until `endsAt` (ISO 8601), to the second; `until` says whether something ends or begins then. `onEnd` is
 * called once when none is left.
 */
export function Countdown({
  endsAt,
  until = 'end',
  size = 'large',
  onEnd,
}: {
  endsAt: string
  until?: 'end' | 'start'
  size?: 'large' | 'inline'
  onEnd?: () => void
}) {
  const leftMs = Date.parse(endsAt) - useServerTime(1000)
  useEnd(leftMs <= 0, onEnd)
  const isUrgent = until === 'end' && leftMs <= 5 * 60_000
  const urgency = !isUrgent ? '' : leftMs <= 60_000 ? styles.last : styles.soon
  return (
    <>
      <span role="timer" aria-label={WORDS[until].label} className={`${styles[size] ?? ''} ${urgency ?? ''}`}>
        {countdownClock(leftMs)}
      </span>
      <span aria-live="polite" className={styles.spoken}>
        {announcement(leftMs, until)}
      </span>
    </>
  )
}

/** A bar of how much of the window `[startsAt, endsAt)` is left; the countdown beside it says the same in figures. */
export function TimeLeftBar({ startsAt, endsAt }: { startsAt: string; endsAt: string }) {
  const nowMs = useServerTime(1000)
  const whole = Date.parse(endsAt) - Date.parse(startsAt)
  const left = Math.min(1, Math.max(0, (Date.parse(endsAt) - nowMs) / whole))
  return (
    <div className={styles.bar} aria-hidden="true">
      <div style={{ width: `${String(Math.round(left * 1000) / 10)}%` }} />
    </div>
  )
}

const WORDS = {
  end: { label: 'Time left', over: 'The time is up.', left: 'left' },
  start: { label: 'Time to the start', over: 'It starts now.', left: 'to the start' },
} as const

function announcement(leftMs: number, until: 'end' | 'start'): string {
  const { over, left } = WORDS[until]
  if (leftMs <= 0) return over
  const reached = THRESHOLDS.filter((minutes) => leftMs <= minutes * 60_000).at(-1)
  return reached === undefined ? '' : `Less than ${durationInWords(reached)} ${left}.`
}

function useEnd(isOver: boolean, onEnd: (() => void) | undefined) {
  const latest = useRef(onEnd)
  useEffect(() => {
    latest.current = onEnd
  }, [onEnd])
  useEffect(() => {
    if (isOver) latest.current?.()
  }, [isOver])
}
