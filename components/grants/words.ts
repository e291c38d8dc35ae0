import type { Delivery } from '@/lib/scopes/deliveries'
import { durationInWords } from '@/lib/kernel/durations'

/**
 * How long credentials asked for now would work, honestly. `sessionMinutes` is what one session could last when the page
 * was read; `leftThen` and `leftNow` are whole minutes until the grant's end, then and by the clock that went on.
 */
export function terminalLifeInWords(sessionMinutes: number, leftThen: number, leftNow: number): string {
  if (sessionMinutes < leftThen && sessionMinutes < leftNow)
    return `${durationInWords(sessionMinutes)}: the longest AWS gives this role`
  return leftNow < 1
    ? 'less than a minute: the grant ends then'
    : `about ${durationInWords(leftNow)}: the grant ends then`
}

/** What may go on working after an early end, as the beginning of a sentence: "A console already open". */
export function handedOutInWords(deliveries: readonly Delivery[]): string {
  const [only, ...others] = [...new Set(deliveries)]
  if (others.length > 0 || only === undefined) return 'What was handed out already'
  if (only === 'console') return 'A console already open'
  return only === 'terminal'
    ? 'Terminal credentials already shown'
    : 'What a program has read from the secret already'
}

/** What a later end means for what was issued before it, by how the grant is used. */
export function laterEndInWords(deliveries: readonly Delivery[]): string {
  const again = [
    deliveries.includes('console') && 'reopen the console',
    deliveries.includes('terminal') && 'ask for new terminal credentials',
  ].filter((part) => part !== false)
  const goOn = again.length === 0 ? '' : ` To go on after it, ${again.join(' and ')}.`
  const secret = deliveries.includes('secret') ? ' The secret is filled again by itself.' : ''
  return `Nothing is interrupted. What was issued already keeps its end.${goOn}${secret}`
}
