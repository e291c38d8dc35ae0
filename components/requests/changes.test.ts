import { expect, it } from 'vitest'
import { changesBetween } from './changes'

const before = {
  status: 'pending' as const,
  policyText: '{\n  "a"\n  "b"\n}',
  envelopeHash: 'x',
  obstacles: [],
  mayDecide: true,
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
  const decision = { id: 'd', by, outcome: 'deny' as const, comment: null, stageName: 'Owner', decidedAt: '' }
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
