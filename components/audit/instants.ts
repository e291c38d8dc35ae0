import { momentIn } from '../clock/format'

/** A moment as a person types it: `2026-05-03` and `14:00:00`, in some zone. */
export type TypedMoment = { date: string; time: string }

/** An ISO 8601 instant in a zone, to be typed over. What is no instant gives empty fields. */
export function typedMomentOf(zone: string, instant: string): TypedMoment {
  const moment = Date.parse(instant)
  if (Number.isNaN(moment)) return { date: '', time: '' }
  const [date = '', time = ''] = localText(zone, moment).split(' ')
  return { date, time }
}

/**
 * The instant, ISO 8601 in UTC with whole seconds, that a typed moment means in a zone; null while it is incomplete or
 * no day of the calendar. What is left out of the time is zero: a day alone means the midnight it begins with.
 */
export function instantOf(zone: string, { date, time }: TypedMoment): string | null {
  const [hours = '', minutes = '', seconds = ''] = time.split(':')
  const clock = [hours, minutes, seconds].map((part) => part.padStart(2, '0')).join(':')
  const wanted = Date.parse(`${date}T${clock}Z`)
  // Engines differ on the 31st of a short month: some move on to the next one.
  if (Number.isNaN(wanted) || !new Date(wanted).toISOString().startsWith(`${date}T`)) return null
  // Once more with the offset of the first answer: between the two lies, at worst, the change to summer time.
  const near = wanted - offsetMs(zone, wanted)
  return secondsOf(new Date(wanted - offsetMs(zone, near)))
}

/** ISO 8601 in UTC with whole seconds. */
export function secondsOf(moment: Date): string {
  return `${moment.toISOString().slice(0, 19)}Z`
}

/** "3 May 2026, 14:00", with the seconds where there are any. What is no instant stays as it was typed. */
export function momentInWords(zone: string, instant: string): string {
  const moment = new Date(instant)
  if (Number.isNaN(moment.getTime())) return instant
  const seconds = moment.getUTCSeconds()
  return seconds === 0
    ? momentIn(zone, instant)
    : `${momentIn(zone, instant)}:${String(seconds).padStart(2, '0')}`
}

function offsetMs(zone: string, moment: number): number {
  return Date.parse(`${localText(zone, moment).replace(' ', 'T')}Z`) - moment
}

// Swedish is the locale whose short form is `2026-05-03 14:00:00`.
function localText(zone: string, moment: number): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
  return format.format(moment)
}
