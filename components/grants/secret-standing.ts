import type { SecretView } from '@/lib/sessions/schema'

export type SecretStanding =
  'filling' | 'filled' | 'expired' | 'failed' | 'emptying' | 'not-emptied' | 'emptied' | 'empty'

/** How a secret stands for whoever looks at it now; `isOver` says that its grant has ended. */
export function secretStanding(secret: SecretView, isOver: boolean, nowMs: number): SecretStanding {
  const { status, worksUntil, deliveredAt, failureSentence } = secret
  if (status === 'emptied') return deliveredAt === null ? 'empty' : 'emptied'
  if (isOver) return failureSentence !== null && deliveredAt !== null ? 'not-emptied' : 'emptying'
  if (status === 'waiting') return 'filling'
  if (status === 'failed') return 'failed'
  return worksUntil !== null && Date.parse(worksUntil) <= nowMs ? 'expired' : 'filled'
}

/** Whether the credentials there last to the end of the grant, but for the seconds that issuing them took. */
export function lastsToTheEnd({ worksUntil, heldUntil }: SecretView): boolean {
  return worksUntil !== null && Date.parse(heldUntil) - Date.parse(worksUntil) < 60_000
}

/** When its holder may ask for it again, in milliseconds; 0 for now, null while nothing can be asked. */
export function fillAgainFrom({ mayAskAgain, askAgainFrom }: SecretView): number | null {
  if (mayAskAgain) return 0
  return askAgainFrom === null ? null : Date.parse(askAgainFrom)
}
