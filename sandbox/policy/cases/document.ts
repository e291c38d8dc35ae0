import { expect } from 'vitest'
import { parsePolicy, PolicyError, type PolicyKind } from '../index'

/** A statement that an identity or session policy may have. */
export const base = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*' }

/** A statement that a bucket policy may have. */
export const everyone = { ...base, Principal: '*' }

/** A statement that a trust policy may have. */
export const trust = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: '111122223333' } }

/** A policy document of one statement, or of a list of them. */
export function document(statement: unknown, more: Record<string, unknown> = {}): string {
  return JSON.stringify({ Version: '2012-10-17', ...more, Statement: statement })
}

/** A document that must be refused, with what AWS says. */
export type Refusal = [what: string, text: string, kind: PolicyKind, message: RegExp]

export function expectRefusal(text: string, kind: PolicyKind, message: RegExp): void {
  const error = refusalOf(text, kind)
  expect(error.message).toMatch(message)
  expect(error.code).toBe(kind === 'resource' ? 'MalformedPolicy' : 'MalformedPolicyDocument')
}

function refusalOf(text: string, kind: PolicyKind): PolicyError {
  try {
    parsePolicy(text, kind)
  } catch (error) {
    if (error instanceof PolicyError) return error
    throw error
  }
  throw new Error(`accepted: ${text}`)
}
