import { deflateRawSync } from 'node:zlib'
import { AwsError } from '../errors'

/**
 * AWS publishes no formula for the packed size of a session's policy and tags; it says that they are serialized,
 * compressed together and measured against the room in the session token, and that transitive keys do not count.
 * This is an approximation: the minified policy and the tags, deflated, as a share of 1,200 bytes. The share was
 * chosen so that a policy of 2,048 ordinary characters with a few tags fits, and 50 long tags do not.
 */
const PACKED_LIMIT_BYTES = 1200

function percentOf(value: unknown): number {
  const packed = deflateRawSync(JSON.stringify(value), { level: 9 })
  return Math.ceil((packed.length * 100) / PACKED_LIMIT_BYTES)
}

function tooLarge(message: string): AwsError {
  return new AwsError('PackedPolicyTooLarge', message)
}

/** In percent, rounded up; null when there is nothing to pack. Throws `PackedPolicyTooLarge` over 100. */
export function packedPolicySize(
  policy: string | undefined,
  tags: ReadonlyMap<string, string>,
): number | null {
  if (policy === undefined && tags.size === 0) return null
  const tagsAlone = percentOf([...tags])
  if (tagsAlone > 100) throw tooLarge(`Packed size of session tags consumes ${tagsAlone}% of allotted space.`)
  const percent = policy === undefined ? tagsAlone : percentOf([JSON.parse(policy), ...tags])
  if (percent <= 100) return percent
  throw tooLarge(`Packed policy consumes ${percent}% of allotted space, please use smaller policy.`)
}
