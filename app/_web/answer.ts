import { DaypassError } from '@/lib/kernel/errors'
import type { ErrorAnswer } from '@/lib/kernel/errors'
import { isDatabaseUnavailable } from '@/lib/db/unavailable'

/** What a verb called from the web answers. Nothing is thrown across to the browser. */
export type Answer<Value> = { ok: true; value: Value } | { ok: false; error: ErrorAnswer }

/**
 * The one mapper from whatever was thrown to a refusal with a code. What Daypass did not foresee says nothing about
 * itself but the request's id, under which the log has the rest.
 */
export function asDaypassError(error: unknown, requestId: string): DaypassError {
  if (error instanceof DaypassError) return error
  if (isDatabaseUnavailable(error))
    return new DaypassError(
      'ERR_DATABASE_UNAVAILABLE',
      'Daypass cannot reach its database at the moment. Trying again does nothing twice.',
      { cause: error },
    )
  return new DaypassError(
    'ERR_INTERNAL',
    `Something went wrong inside Daypass. Try again; if it stays, tell your administrator this id: ${requestId}.`,
    { cause: error },
  )
}

/** The part of a refusal that may leave the process. */
export function errorAnswer(error: DaypassError): ErrorAnswer {
  return { code: error.code, sentence: error.message, fields: error.fields }
}
