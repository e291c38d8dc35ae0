'use client'

import { useEffect, useRef } from 'react'
import { durationInWords } from '@/lib/kernel/durations'
import { countdownClock } from './format'
import { useServerTime } from './viewer'
import styles from './countdown.module.css'

/** Minutes left at which a screen reader is told; in between the clock is silent. */
const THRESHOLDS = [15, 5, 1]

/** The time left until `endsAt` (ISO 8601), to the second. `onEnd` is called once when none is left. */
export function Countdown({
  endsAt,
  size = 'large',
  onEnd,
}: {
  endsAt: string
  size?: 'large' | 'inline'
  onEnd?: () => void
}) {
  const leftMs = Date.parse(endsAt) - useServerTime(1000)
  useEnd(leftMs <= 0, onEnd)
  const urgency = leftMs <= 60_000 ? styles.last : leftMs <= 5 * 60_000 ? styles.soon : ''
  return (
    <>
      <span role="timer" aria-label="Time left" className={`${styles[size] ?? ''} ${urgency ?? ''}`}>
        {countdownClock(leftMs)}
      </span>
      <span aria-live="polite" className={styles.spoken}>
        {announcement(leftMs)}
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

function announcement(leftMs: number): string {
  if (leftMs <= 0) return 'The time is up.'
  const reached = THRESHOLDS.filter((minutes) => leftMs <= minutes * 60_000).at(-1)
  return reached === undefined ? '' : `Less than ${durationInWords(reached)} left.`
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
