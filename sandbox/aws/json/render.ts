import { randomUUID } from 'node:crypto'
import type { AwsError } from '../errors'
import type { Answer } from '../http'

const CONTENT_TYPE = 'application/x-amz-json-1.1'

function answer(status: number, value: unknown, more: Record<string, string> = {}): Answer {
  const headers = { 'content-type': CONTENT_TYPE, 'x-amzn-requestid': randomUUID(), ...more }
  return { status, headers, body: JSON.stringify(value) }
}

export function renderResult(members: Record<string, unknown>): Answer {
  return answer(200, members)
}

/** What the query services and the JSON services name differently. */
const CODES: ReadonlyMap<string, string> = new Map([
  ['AccessDenied', 'AccessDeniedException'],
  ['Throttling', 'ThrottlingException'],
  ['ValidationError', 'ValidationException'],
])

/** An error in the form of the JSON services: status 400 for whatever the caller did. */
export function renderJsonError(error: AwsError, internalErrorCode = 'InternalFailure'): Answer {
  const isInternal = error.code === 'InternalFailure'
  const code = isInternal ? internalErrorCode : (CODES.get(error.code) ?? error.code)
  const status = error.status >= 500 ? error.status : 400
  // KMS and Secrets Manager say "Message" for a refusal and "message" else; clients read both.
  const name = code === 'AccessDeniedException' ? 'Message' : 'message'
  return answer(status, { __type: code, [name]: error.message }, { 'x-amzn-errortype': code })
}

/** Timestamps of the JSON protocol: seconds since 1970, with milliseconds as decimals. */
export function epochSeconds(isoTime: string): number {
  return new Date(isoTime).getTime() / 1000
}
