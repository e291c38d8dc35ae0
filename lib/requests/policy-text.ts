import type { ApprovedPolicy, Cloud } from '../ports/cloud'

/** Stands for a grant's end that is not known yet. As long as a real one, so that sizes agree. */
const END_UNKNOWN = new Date('9999-12-31T23:59:59Z')

/**
 * The session policy as it will be sent, indented for reading. The end of the grant is part of it; before approval it
 * is not known and stands there as words.
 */
export function policyForReading(
  cloud: Pick<Cloud, 'policyAsSent'>,
  policy: ApprovedPolicy,
  endsAt?: Date,
): string {
  const text = JSON.stringify(JSON.parse(cloud.policyAsSent(policy, endsAt ?? END_UNKNOWN)), null, 2)
  return endsAt === undefined ? text.replaceAll('9999-12-31T23:59:59Z', '<end of the grant>') : text
}
