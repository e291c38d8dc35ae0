'use client'

import { clockIn, momentIn, relativeWords, utcMoment } from './format'
import { useServerTime, useViewer } from './viewer'

type Form = 'moment' | 'clock' | 'relative' | 'moment and relative'

/** A time (ISO 8601) in the viewer's zone, with UTC on hover. `clock` leaves out today's date. */
export function Time({ at, form = 'moment' }: { at: string; form?: Form }) {
  const { zone, now } = useViewer()
  const shown = form === 'clock' ? clockIn(zone, at, now) : momentIn(zone, at)
  return (
    <time dateTime={at} title={form === 'relative' ? `${shown} (${utcMoment(at)})` : utcMoment(at)}>
      {form === 'relative' ? <Relative at={at} otherwise={shown} /> : shown}
      {form === 'moment and relative' && <InBrackets at={at} />}
    </time>
  )
}

function Relative({ at, otherwise }: { at: string; otherwise: string }) {
  const now = useServerTime(20_000)
  return relativeWords(Date.parse(at), now) || otherwise
}

function InBrackets({ at }: { at: string }) {
  const now = useServerTime(20_000)
  const words = relativeWords(Date.parse(at), now)
  return words === '' ? null : ` (${words})`
}
