import { AwsError } from '../errors'
import type { StoredObject } from '../state'

function precondition(name: string): AwsError {
  return new AwsError(
    'PreconditionFailed',
    'At least one of the pre-conditions you specified did not hold',
    412,
    {
      Condition: name,
    },
  )
}

function names(header: string, etag: string): boolean {
  return header
    .split(',')
    .map((part) => part.trim().replaceAll('"', ''))
    .some((part) => part === '*' || part === etag)
}

function wholeSeconds(time: string): number {
  return Math.floor(new Date(time).getTime() / 1000)
}

/** 200 or 304; throws `PreconditionFailed`. RFC 9110, section 13.2.2. */
export function conditionalStatus(object: StoredObject, headers: ReadonlyMap<string, string>): 200 | 304 {
  const ifMatch = headers.get('if-match')
  const ifNoneMatch = headers.get('if-none-match')
  const unmodifiedSince = headers.get('if-unmodified-since')
  const modifiedSince = headers.get('if-modified-since')
  const modified = wholeSeconds(object.lastModified)
  if (ifMatch !== undefined) {
    if (!names(ifMatch, object.etag)) throw precondition('If-Match')
  } else if (unmodifiedSince !== undefined && modified > wholeSeconds(unmodifiedSince)) {
    throw precondition('If-Unmodified-Since')
  }
  if (ifNoneMatch !== undefined) return names(ifNoneMatch, object.etag) ? 304 : 200
  return modifiedSince !== undefined && modified <= wholeSeconds(modifiedSince) ? 304 : 200
}

/** `If-None-Match: *` puts only a new object, `If-Match` only over that very one. */
export function checkPutConditions(
  existing: StoredObject | undefined,
  headers: ReadonlyMap<string, string>,
): void {
  const ifMatch = headers.get('if-match')
  if (headers.get('if-none-match') === '*' && existing) throw precondition('If-None-Match')
  if (ifMatch !== undefined && !(existing && names(ifMatch, existing.etag))) throw precondition('If-Match')
}
