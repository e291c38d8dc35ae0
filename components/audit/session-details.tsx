'use client'

import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import { durationInWords } from '@/lib/kernel/durations'
import type { SessionRow } from '@/lib/history/schema'
import { CopyableId } from '../basics/copyable-id'
import { Time } from '../clock/time'

/** What finds a session elsewhere: the names that AWS CloudTrail records, and its own ids. */
export function SessionDetails({ session }: { session: SessionRow }) {
  const { id, roleSessionName, sourceIdentity, accessKeyId, handedOverAt, packedPolicyPercent } = session
  const items = [
    {
      label: 'Role session name (in CloudTrail)',
      value: <CopyableId id={roleSessionName} label="role session name" />,
    },
    {
      label: 'Source identity (in CloudTrail)',
      value: <CopyableId id={sourceIdentity} label="source identity" />,
    },
    {
      label: 'Access key id',
      value: accessKeyId === null ? 'None known' : <CopyableId id={accessKeyId} label="access key id" />,
    },
    { label: 'Role', value: session.entitlement.role },
    { label: 'Account', value: <CopyableId id={session.entitlement.accountId} label="account id" /> },
    {
      label: 'Handed over',
      value: handedOverAt === null ? 'Not to anybody' : <Time at={handedOverAt} />,
    },
    { label: 'Asked to last', value: durationInWords(session.requestedDurationSeconds / 60) },
    {
      label: 'Packed policy size',
      value: packedPolicyPercent === null ? 'Not answered' : `${packedPolicyPercent} % of what AWS allows`,
    },
    { label: 'Session', value: <CopyableId id={id} label="session id" /> },
  ]
  return <KeyValuePairs columns={3} minColumnWidth={280} items={items} />
}
