import { evaluate } from '@/lib/catalog/index'
import type { EntitlementVersion, Question } from '@/lib/catalog/index'
import { resolveCatalog } from '@/lib/catalog/resolve'
import { createAws } from '@/lib/clouds/aws/index'
import { catalogueText } from './many-entitlements'
import { timingOf, type Timing } from './timing'

const TIMES = 10_000
const TO_WARM_UP = 1000

/** One judgement of a request by a policy of ten rules, without anything around it; in milliseconds. */
export function measureEvaluation(): Timing {
  const [definition] = resolveCatalog([{ name: 'many.yaml', text: catalogueText(1) }]).definitions
  if (definition === undefined) throw new Error('The catalogue is empty.')
  const version: EntitlementVersion = { versionId: 'v', definition }
  const entitlement = { pinned: version, current: version, withdrawn: false }
  const compiler = createAws({ chained: true })
  const runs: number[] = []
  const startedAt = performance.now()
  for (let turn = 0; turn < TIMES; turn += 1) {
    const question = questionOf(definition, turn)
    const before = performance.now()
    evaluate(entitlement, question, compiler)
    runs.push(performance.now() - before)
  }
  return timingOf(runs.slice(TO_WARM_UP), performance.now() - startedAt)
}

/** No two alike, so that nothing is remembered. */
function questionOf({ scope }: EntitlementVersion['definition'], turn: number): Question {
  const now = new Date(Date.UTC(2026, 0, 1) + turn * 60_000)
  const bucket = scope.kind === 's3' ? (scope.buckets[0]?.bucket ?? '') : ''
  return {
    kind: 'ordinary',
    scope: { kind: 's3', bucket, prefix: `2026/${String(turn)}/`, level: 'read', delete: false },
    startsAt: null,
    durationMinutes: 60,
    deliveries: ['console'],
    reason: 'Check the third quarter',
    ticket: `FIN-${String(turn)}`,
    requester: { handle: 'alice', groups: ['engineers'], managerHandle: 'carla', signedInMinutesAgo: 5 },
    extending: null,
    askedAt: now,
    now,
  }
}
