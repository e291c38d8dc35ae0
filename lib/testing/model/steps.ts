import fc from 'fast-check'

/** What can be done; how often each is drawn. */
const WEIGHTS = {
  ask: 4,
  decide: 18,
  withdraw: 2,
  comment: 1,
  cancel: 1,
  open: 3,
  delegate: 5,
  'end delegation': 1,
  extend: 5,
  relinquish: 1,
  revoke: 1,
  review: 3,
  suspend: 2,
  reinstate: 3,
  'sign in': 4,
  offer: 4,
  work: 2,
} as const

export type Kind = keyof typeof WEIGHTS

/**
 * One step as it is drawn: numbers, which mean somebody or something once it is known what there is. `at` picks whom or what
 * it is about, `who` who does it, `how` the rest.
 */
export type DrawnDeed = { kind: Kind; at: number; who: number; how: readonly number[] }
export type DrawnStep = DrawnDeed | { kind: 'jump'; at: number; how: readonly number[] } | DrawnTogether
/** Two or three at the same moment, about one thing. */
export type DrawnTogether = { kind: 'together'; at: number; deeds: readonly DrawnDeed[] }

const number = fc.nat({ max: 5039 })
const how = fc.array(number, { minLength: 6, maxLength: 6 })

const deedOf = (weights: Readonly<Partial<Record<Kind, number>>>): fc.Arbitrary<DrawnDeed> =>
  fc.oneof(
    ...Object.entries(weights).map(([kind, weight]) => ({
      weight,
      arbitrary: fc.record({ kind: fc.constant(kind as Kind), at: number, who: number, how }),
    })),
  )

const deed = deedOf(WEIGHTS)
// What is most likely to be in each other's way.
const rivals = deedOf({
  ...WEIGHTS,
  ask: 2,
  decide: 20,
  extend: 5,
  cancel: 3,
  relinquish: 2,
  revoke: 2,
  comment: 0,
})

const together: fc.Arbitrary<DrawnTogether> = fc.record({
  kind: fc.constant('together'),
  at: number,
  deeds: fc.oneof(
    { weight: 4, arbitrary: fc.array(rivals, { minLength: 2, maxLength: 2 }) },
    { weight: 1, arbitrary: fc.array(rivals, { minLength: 3, maxLength: 3 }) },
    // The same click twice.
    { weight: 1, arbitrary: rivals.map((one) => [one, one]) },
  ),
})

const jump = fc.record({ kind: fc.constant('jump' as const), at: number, how })

const step: fc.Arbitrary<DrawnStep> = fc.oneof(
  { weight: 40, arbitrary: deed },
  { weight: 5, arbitrary: jump },
  { weight: 8, arbitrary: together },
)

// What chance alone hardly leads to: a policy gets a stage more, its first one is met, and the policy is what it was.
const restored: readonly DrawnDeed[] = [
  { kind: 'ask', at: 0, who: 0, how: [0, 0, 0, 0, 0, 1] },
  { kind: 'offer', at: 1, who: 0, how: [1, 1] },
  { kind: 'decide', at: 0, who: 7, how: [1, 1, 1, 0, 0, 0] },
  { kind: 'offer', at: 0, who: 0, how: [0, 0] },
  { kind: 'open', at: 0, who: 1, how: [] },
]

const beginnings: fc.Arbitrary<readonly DrawnDeed[]> = fc.oneof(
  { weight: 12, arbitrary: fc.array(deedOf({ ask: 1 }), { minLength: 1, maxLength: 2 }) },
  { weight: 1, arbitrary: fc.constant(restored) },
)

/** A sequence of steps. It begins with somebody asking: otherwise there is nothing to happen. */
export const sequences: fc.Arbitrary<DrawnStep[]> = fc.noBias(
  fc
    .tuple(
      beginnings,
      fc.array(deedOf({ decide: 3, delegate: 1 }), { maxLength: 3 }),
      fc.array(step, { minLength: 9, maxLength: 21 }),
    )
    .map((parts) => parts.flat()),
)
