import type { PolicyFailure } from '@/lib/history/schema'
import { Notice } from '../basics/notice'

/** Conditions that fail: what they decide on is refused until they are mended. Nothing while there are none. */
export function PolicyFailures({ failures }: { failures: readonly PolicyFailure[] }) {
  if (failures.length === 0) return null
  return (
    <Notice type="error" header="An approval policy has a mistake">
      Requests that it decides on are refused until it is mended in the catalogue.
      <ul>
        {failures.map(({ entitlementId, sentence }) => (
          <li key={`${entitlementId} ${sentence}`}>
            {entitlementId}: {sentence}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
