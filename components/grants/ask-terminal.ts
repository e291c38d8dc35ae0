import { v7 as newId } from 'uuid'
import type { ErrorAnswer } from '@/lib/kernel/errors'
import type { Answer } from '../basics/commands'
import type { TerminalCredentials } from './terminal-formats'

const NO_ANSWER: ErrorAnswer = {
  code: 'ERR_INTERNAL',
  sentence:
    'Daypass did not answer. If credentials were issued, nobody has seen them. Ask again: you get others.',
  fields: [],
}

/** Asks for credentials: a POST, so that nothing fetches it ahead, with a session of its own for every click. */
export async function askTerminalCredentials(
  grantId: string,
  signal: AbortSignal,
): Promise<Answer<TerminalCredentials>> {
  try {
    const answer = await fetch(`/grants/${encodeURIComponent(grantId)}/terminal`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ sessionId: newId() }),
      cache: 'no-store',
      signal,
    })
    const value: unknown = await answer.json()
    if (answer.ok) return { ok: true, value: value as TerminalCredentials }
    return { ok: false, error: (value as { error: ErrorAnswer }).error }
  } catch {
    return { ok: false, error: NO_ANSWER }
  }
}
