import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asked, definitionOf, pinnedOf } from '../testing/entitlements'
import { isNamedByStage, isNamedByStages, isStillEligible, mayAsk } from './eligibility'
import { judgePolicies } from './judge-policy'
import type { Stage } from './policy-schema'
import type { EntitlementDefinition, PinnedEntitlement } from './schema'

const reports = definitionOf('reports')
const rule = (...groups: string[]) => ({ groups, people: [] })
const stage = (name: string, required: number, ...groups: string[]): Stage => ({
  name,
  required,
  approvers: rule(...groups),
})
const withStages = (...stages: Stage[]): EntitlementDefinition => ({
  ...reports,
  approval: { ...reports.approval, stages },
})
const scope = {
  kind: 's3',
  bucket: 'finance-reports',
  prefix: '2026/',
  level: 'read',
  delete: false,
} as const
const strictestStages = (pair: PinnedEntitlement) =>
  judgePolicies(pair, asked({ scope, durationMinutes: 60, deliveries: ['console'] })).stages
const inGroups = (...groups: string[]) => ({ handle: 'h', handleIsUnique: true, groups })

describe('the stages of two versions', () => {
  test('of one version are its own', () => {
    expect(strictestStages(pinnedOf(withStages(stage('A', 2, 'a'), stage('B', 1, 'b'))))).toEqual([
      { name: 'A', required: 2, rules: [rule('a')] },
      { name: 'B', required: 1, rules: [rule('b')] },
    ])
  })

  test('require the higher number, and only people whom both name', () => {
    const [met] = strictestStages(
      pinnedOf(withStages(stage('Old', 1, 'a')), withStages(stage('New', 2, 'b'))),
    )
    expect(met).toEqual({ name: 'New', required: 2, rules: [rule('a'), rule('b')] })
    if (met === undefined) return
    expect([inGroups('a'), inGroups('b'), inGroups('a', 'b')].map((who) => isNamedByStage(who, met))).toEqual(
      [...[false, false, true]],
    )
  })

  test('keep a stage that only one of them has', () => {
    const one = withStages(stage('A', 1, 'a'))
    const two = withStages(stage('A', 1, 'a'), stage('B', 1, 'b'))
    for (const pair of [pinnedOf(one, two), pinnedOf(two, one)])
      expect(strictestStages(pair)).toEqual([
        { name: 'A', required: 1, rules: [rule('a')] },
        { name: 'B', required: 1, rules: [rule('b')] },
      ])
  })

  const stages = fc.array(
    fc
      .tuple(fc.integer({ min: 1, max: 3 }), fc.subarray(['a', 'b', 'c'], { minLength: 1 }))
      .map(([required, groups]) => stage('S', required, ...groups)),
    { minLength: 1, maxLength: 4 },
  )

  test('are never easier than either version', () => {
    fc.assert(
      fc.property(stages, stages, fc.subarray(['a', 'b', 'c']), (old, current, groups) => {
        const judged = strictestStages(pinnedOf(withStages(...old), withStages(...current)))
        const who = inGroups(...groups)
        for (const version of [old, current]) {
          expect(judged.length).toBeGreaterThanOrEqual(version.length)
          version.forEach((one, index) => {
            const both = judged[index]
            if (both === undefined) throw new Error('a stage is lost')
            expect(both.required).toBeGreaterThanOrEqual(one.required)
            if (isNamedByStage(who, both))
              expect(one.approvers.groups.some((group) => groups.includes(group))).toBe(true)
          })
        }
      }),
    )
  })
})

describe('who may have it', () => {
  test('whoever both versions name', () => {
    const other = { ...reports, mayRequest: rule('others') }
    const eligible = (...groups: string[]) =>
      [pinnedOf(reports, other), pinnedOf(other, reports), pinnedOf(reports)].map((pair) =>
        isStillEligible(inGroups(...groups), pair),
      )
    expect(eligible('engineers')).toEqual([false, false, true])
    expect(eligible('others')).toEqual([false, false, false])
    expect(eligible('engineers', 'others')).toEqual([true, true, true])
  })

  test('to ask, whoever the current one names', () => {
    const { current } = pinnedOf(reports)
    expect([inGroups('engineers'), inGroups('board'), inGroups()].map((who) => mayAsk(who, current))).toEqual(
      [...[true, false, false]],
    )
  })

  test('an approver in principle is whoever any stage names', () => {
    const stages = strictestStages(pinnedOf(withStages(stage('A', 1, 'a'), stage('B', 1, 'b'))))
    expect([inGroups('a'), inGroups('b'), inGroups('c')].map((who) => isNamedByStages(who, stages))).toEqual([
      ...[true, true, false],
    ])
  })
})
