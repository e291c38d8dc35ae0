import type { PolicyKind } from './types'

/** IAM and STS answer `MalformedPolicyDocument`, S3 answers `MalformedPolicy`. */
export type PolicyErrorCode = 'MalformedPolicyDocument' | 'MalformedPolicy'

/** A document that is refused at the write. `message` begins with the words that AWS uses, where it has some. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError'
  readonly code: PolicyErrorCode

  constructor(kind: PolicyKind, message: string) {
    super(message)
    this.code = kind === 'resource' ? 'MalformedPolicy' : 'MalformedPolicyDocument'
  }
}

/** What the parsers below a statement need to say where they are. */
export interface Place {
  kind: PolicyKind
  version: '2012-10-17' | '2008-10-17'
  /** Position of the statement in its policy, from 1. */
  statement: number
}

/** AWS says only "Syntax errors in policy."; the detail tells a person where and what. */
export function syntaxError(place: Place, detail: string): PolicyError {
  return new PolicyError(place.kind, `Syntax errors in policy. Statement ${place.statement}: ${detail}`)
}
