import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { progressOf } from './evaluate'
import type { CountedDecision } from './evaluate'

const stagesOf = (...required: number[]) => required.map((count) => ({ required: count }))
const approve = (personId: string, stageIndex = 0): CountedDecision => ({
  personId,
  onBehalfOfId: null,
  stageIndex,
  outcome: 'approve',
})
const deny = (personId: string, stageIndex = 0): CountedDecision => ({
  personId,
  onBehalfOfId: null,
  stageIndex,
  outcome: 'deny',
})

describe('stages and approvers', () => {
  test('nothing is approved before anybody decided', () => {
    expect(progressOf(stagesOf(1), [])).toEqual({ outcome: 'pending', openStage: 0, approvals: [0] })
  })

  test('the number that a stage requires meets it, and one less does not', () => {
    const stages = stagesOf(3)
    expect(progressOf(stages, [approve('a'), approve('b')]).outcome).toBe('pending')
    expect(progressOf(stages, [approve('a'), approve('b'), approve('c')])).toEqual({
      outcome: 'approved',
      openStage: null,
      approvals: [3],
    })
  })

  test('stages open one after the other', () => {
    const stages = stagesOf(1, 2)
    expect(progressOf(stages, [approve('a')]).openStage).toBe(1)
    expect(progressOf(stages, [approve('a'), approve('b', 1)]).openStage).toBe(1)
    expect(progressOf(stages, [approve('a'), approve('b', 1), approve('c', 1)]).outcome).toBe('approved')
  })

  test('one person counts once over all stages, however often they decide', () => {
    expect(progressOf(stagesOf(2), [approve('a'), approve('a')]).outcome).toBe('pending')
    expect(progressOf(stagesOf(1, 1), [approve('a'), approve('a', 1)])).toEqual({
      outcome: 'pending',
      openStage: 1,
      approvals: [1, 0],
    })
  })

  test('what was approved at a later stage does not open an earlier one', () => {
    expect(progressOf(stagesOf(1, 1), [approve('a', 1), approve('b', 1)])).toMatchObject({
      outcome: 'pending',
      openStage: 0,
    })
  })

  test('a denial denies, at whatever stage and by whomever, also after their own approval', () => {
    expect(progressOf(stagesOf(1, 1), [approve('a'), deny('b', 1)]).outcome).toBe('denied')
    expect(progressOf(stagesOf(2), [approve('a'), deny('a')]).outcome).toBe('denied')
    expect(progressOf(stagesOf(1), [approve('a'), deny('b')])).toMatchObject({
      outcome: 'denied',
      openStage: null,
    })
  })

  test('a stage that was added meanwhile has to be met too', () => {
    expect(progressOf(stagesOf(1, 1), [approve('a')])).toMatchObject({ outcome: 'pending', openStage: 1 })
  })
})

describe('invariant 5: one person counts once, also for whom somebody stood in', () => {
  const forCarla = (personId: string, stageIndex = 0) => ({
    ...approve(personId, stageIndex),
    onBehalfOfId: 'carla',
  })

  test('whom a stand-in decided for does not count again', () => {
    expect(progressOf(stagesOf(2), [forCarla('dmitri'), approve('carla')]).approvals).toEqual([1])
    expect(progressOf(stagesOf(1, 1), [forCarla('dmitri'), approve('carla', 1)]).outcome).toBe('pending')
  })

  test('nor does the stand-in, for themselves or for another', () => {
    expect(progressOf(stagesOf(2), [forCarla('dmitri'), approve('dmitri')]).approvals).toEqual([1])
    const forChris = { ...approve('dmitri'), onBehalfOfId: 'chris' }
    expect(progressOf(stagesOf(2), [forCarla('dmitri'), forChris]).approvals).toEqual([1])
  })

  test('nor two stand-ins for one', () => {
    expect(progressOf(stagesOf(2), [forCarla('dmitri'), forCarla('erik')]).approvals).toEqual([1])
  })
})

const stages = fc.array(fc.record({ required: fc.integer({ min: 1, max: 3 }) }), {
  minLength: 1,
  maxLength: 4,
})
const decisions = fc.array(
  fc.record({
    personId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
    onBehalfOfId: fc.constant(null),
    stageIndex: fc.integer({ min: 0, max: 4 }),
    outcome: fc.constantFrom(
      'approve' as const,
      'approve' as const,
      'approve' as const,
      'approve' as const,
      'deny' as const,
    ),
  }),
  { maxLength: 14 },
)
const histories = fc.tuple(stages, decisions)
const onePerPerson = decisions.map((all) => [...new Map(all.map((one) => [one.personId, one])).values()])

describe('whatever was decided', () => {
  const check = <T extends unknown[]>(property: fc.IProperty<T>) => fc.assert(property, { numRuns: 300 })

  test('it is approved only if different people approved as often as all stages require', () => {
    check(
      fc.property(histories, ([list, made]) => {
        if (progressOf(list, made).outcome !== 'approved') return
        const approvers = new Set(made.map((one) => one.personId))
        expect(approvers.size).toBeGreaterThanOrEqual(list.reduce((sum, stage) => sum + stage.required, 0))
        expect(made.every((one) => one.outcome === 'approve')).toBe(true)
      }),
    )
  })

  test('it is denied exactly if somebody denied', () => {
    check(
      fc.property(histories, ([list, made]) => {
        const denied = made.some((one) => one.outcome === 'deny')
        expect(progressOf(list, made).outcome === 'denied').toBe(denied)
      }),
    )
  })

  test('the open stage is the first that is not met, and none is open once it is closed', () => {
    check(
      fc.property(histories, ([list, made]) => {
        const { outcome, openStage, approvals } = progressOf(list, made)
        expect(openStage === null).toBe(outcome !== 'pending')
        if (openStage === null) return
        const met = list.map((stage, index) => (approvals[index] ?? 0) >= stage.required)
        expect(met.indexOf(false)).toBe(openStage)
      }),
    )
  })

  test('another decision of somebody who has approved changes nothing, unless it denies', () => {
    check(
      fc.property(histories, fc.nat(), fc.integer({ min: 0, max: 4 }), ([list, made], pick, stageIndex) => {
        const again = made[pick % Math.max(1, made.length)]
        if (again === undefined) return
        expect(progressOf(list, [...made, { ...again, stageIndex, outcome: 'approve' }])).toEqual(
          progressOf(list, made),
        )
      }),
    )
  })

  test('the order of different people’s decisions does not matter', () => {
    check(
      fc.property(stages, onePerPerson, (list, made) => {
        expect(progressOf(list, made.toReversed())).toEqual(progressOf(list, made))
      }),
    )
  })

  test('one more approval never takes an approval away', () => {
    check(
      fc.property(histories, fc.integer({ min: 0, max: 4 }), ([list, made], stageIndex) => {
        if (progressOf(list, made).outcome === 'approved')
          expect(progressOf(list, [...made, approve('newcomer', stageIndex)]).outcome).toBe('approved')
      }),
    )
  })
})
