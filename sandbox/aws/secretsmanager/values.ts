import { z } from 'zod'
import { blob } from '../json/operation'
import { invalidParameter, invalidRequest } from './errors'
import type { SecretVersion } from './state'

const LARGEST_VALUE_BYTES = 65_536

/** The members that carry a value. */
export const valueMembers = {
  ClientRequestToken: z.string().optional(),
  SecretString: z.string().optional(),
  SecretBinary: blob.optional(),
}

interface ValueInput {
  SecretString?: string | undefined
  SecretBinary?: Buffer | undefined
  ClientRequestToken?: string | undefined
}

/** A value with the version id that the caller chose for it: its token makes a repeated call harmless. */
export interface NewValue extends Pick<SecretVersion, 'string' | 'binaryBase64'> {
  token: string
}

/** Null when the call carries no value. */
export function readValue({ SecretString, SecretBinary, ClientRequestToken }: ValueInput): NewValue | null {
  if (SecretString === undefined && SecretBinary === undefined) return null
  if (SecretString !== undefined && SecretBinary !== undefined) {
    throw invalidParameter(
      "You can't specify both a binary secret value and a string secret value in the same secret.",
    )
  }
  if (Buffer.byteLength(SecretString ?? SecretBinary ?? '') > LARGEST_VALUE_BYTES) {
    throw invalidParameter(`The secret value is longer than ${LARGEST_VALUE_BYTES} bytes.`)
  }
  if (ClientRequestToken === undefined) {
    throw invalidRequest('You must provide a ClientRequestToken value. We recommend a UUID-type value.')
  }
  return {
    string: SecretString ?? null,
    binaryBase64: SecretBinary?.toString('base64') ?? null,
    token: ClientRequestToken,
  }
}

export function sameValue(version: SecretVersion, value: NewValue): boolean {
  return version.string === value.string && version.binaryBase64 === value.binaryBase64
}
