import { shortId } from '../kernel/ids'

// STS API reference, AssumeRole: RoleSessionName and SourceIdentity are 2 to 64 of [\w+=,.@-].
const LONGEST_NAME = 64

/**
 * The names by which a cloud's own log tells who acted. `sourceIdentity` is the same for all of a person's sessions:
 * a readable part of the handle, for people, and the person's code, which nobody can choose. `roleSessionName` adds the
 * session's id, so it is unique to one attempt.
 */
export function sessionNames(
  person: { handle: string; code: string },
  sessionId: string,
): { sourceIdentity: string; roleSessionName: string } {
  const ending = `-${person.code}-${shortId(sessionId)}`
  return {
    sourceIdentity: `${readable(person.handle, LONGEST_NAME - person.code.length - 1)}-${person.code}`,
    roleSessionName: `${readable(person.handle, LONGEST_NAME - ending.length)}${ending}`,
  }
}

/** What of a handle is legal in a name: accents dropped, anything else a hyphen. Never empty. */
function readable(handle: string, longest: number): string {
  const legal = handle
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9_+=,.@-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, longest)
  return legal === '' ? 'person' : legal
}
