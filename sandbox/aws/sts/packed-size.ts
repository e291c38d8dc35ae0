import { deflateRawSync } from 'node:zlib'
import { AwsError } from '../errors'
import type { SessionTags } from './session-tags'

/**
 * AWS publishes no formula for the packed size of a session's policy and tags. This is an approximation: the
 * minified policy, compressed, plus the tags' plain bytes, as a share of 1,200 bytes. It was chosen so that a
 * policy of 2,048 ordinary characters with a few tags fits, and 50 long tags do not.
 */
const PACKED_LIMIT_BYTES = 1200

/** In percent, rounded up; null when there is nothing to pack. Throws `PackedPolicyTooLarge` over 100. */
export function packedPolicySize(
  policy: string | undefined,
  { tags, transitiveKeys }: SessionTags,
): number | null {
  if (policy === undefined && tags.size === 0) return null
  const policyBytes =
    policy === undefined ? 0 : deflateRawSync(JSON.stringify(JSON.parse(policy)), { level: 9 }).length
  const tagBytes = Buffer.byteLength([...tags].flat().concat(transitiveKeys).join(''))
  const percent = Math.ceil(((policyBytes + tagBytes) * 100) / PACKED_LIMIT_BYTES)
  if (percent > 100) {
    throw new AwsError(
      'PackedPolicyTooLarge',
      `Packed size of the session policy and tags consumes ${percent}% of the allotted space.`,
    )
  }
  return percent
}
