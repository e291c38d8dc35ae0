import { expect, it } from 'vitest'
import type { DecisionView } from '@/lib/requests/schema'
import { changesBetween } from './changes'

const before = {
  status: 'pending' as const,
  policyText: '{\n  "a"\n  "b"\n}',
  envelopeHash: 'x',
  summary: 'read b for 1 h',
  policyHash: 'p',
  policyInWords: ['Stage 1: 1 of a.'],
  spoke: [],
  stages: [],
  obstacles: [],
  decisions: [],
}

it('nothing is said to have changed when nothing has', () => {
  expect(changesBetween(before, before)).toEqual([])
})

it('a changed policy is shown by the lines that went and the lines that came', () => {
  const now = { ...before, envelopeHash: 'y', policyText: '{\n  "a"\n  "c"\n  "a"\n}' }
  expect(changesBetween(before, now)).toEqual([
    { what: 'The session policy is another one:', gone: ['  "b"'], come: ['  "c"', '  "a"'] },
  ])
})

it('a change outside the policy is not passed over', () => {
  expect(changesBetween(before, { ...before, envelopeHash: 'y' })[0]?.what).toMatch(/beside the policy/)
})

it('a new obstacle and somebody else’s decision are named', () => {
  const by = { id: 'p', name: 'Carla', handle: 'carla' }
  const decision = decisionOf({ by, outcome: 'deny' })
  const now = {
    ...before,
    status: 'denied' as const,
    obstacles: ['It was withdrawn.'],
    decisions: [decision],
  }
  expect(changesBetween(before, now).map(({ what, come }) => [what, ...come].join(' '))).toEqual([
    'The request was pending and is now denied.',
    'This stands against an approval now: It was withdrawn.',
    'Carla denied in the meantime.',
  ])
})

const decisionOf = (parts: Partial<DecisionView>): DecisionView => ({
  id: 'd',
  by: { id: 'p', name: 'Carla', handle: 'carla' },
  onBehalfOf: null,
  outcome: 'approve',
  comment: null,
  stageName: 'Owner',
  decidedAt: '',
  withdrawnAt: null,
  whyNotCounted: null,
  narrowed: null,
  ...parts,
})

it('what another approver narrowed is shown as it was and as it is', () => {
  const now = { ...before, summary: 'read b for 30 min', envelopeHash: 'y', policyText: before.policyText }
  expect(changesBetween(before, now)[0]).toEqual({
    what: 'What is asked for is another thing:',
    gone: ['read b for 1 h'],
    come: ['read b for 30 min'],
  })
})

it('a policy that says something else now is shown by the sentences that went and came', () => {
  const now = {
    ...before,
    policyHash: 'q',
    policyInWords: ['Stage 1: 2 of a.'],
    spoke: [{ name: 'Night', effects: ['asks for a ticket'] }],
  }
  expect(changesBetween(before, now)).toEqual([
    {
      what: 'The approval policy says something else about it now:',
      gone: ['Stage 1: 1 of a.'],
      come: ['Stage 1: 2 of a.', 'The rule “Night” applies: asks for a ticket.'],
    },
  ])
})

it('an approval that was withdrawn meanwhile is named, once', () => {
  const approved = { ...before, decisions: [decisionOf({})] }
  const withdrawn = { ...before, decisions: [decisionOf({ withdrawnAt: '2026-11-22T10:00:00.000Z' })] }
  expect(changesBetween(approved, withdrawn).map(({ what }) => what)).toEqual([
    'Carla withdrew their decision in the meantime.',
  ])
  expect(changesBetween(withdrawn, withdrawn)).toEqual([])
})
