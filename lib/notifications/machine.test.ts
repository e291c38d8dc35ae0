import { describe, expect, test } from 'vitest'
import { addMinutes } from '../kernel/durations'
import { gathering, mailMoves, remindAt, waitSecondsAfter } from './machine'

const NOW = new Date('2026-11-22T12:00:00Z')
const ago = (...minutes: number[]) => minutes.map((one) => addMinutes(NOW, -one))

describe('one digest instead of a hundred mails', () => {
  test('a few mails come each by itself', () => {
    expect(gathering('each', 1, [], NOW)).toEqual({ do: 'send-one' })
    expect(gathering('each', 5, [], NOW)).toEqual({ do: 'send-one' })
    expect(gathering('each', 1, ago(1, 2, 3, 4), NOW)).toEqual({ do: 'send-one' })
  })

  test('more than may come by themselves come together', () => {
    expect(gathering('each', 6, [], NOW)).toEqual({ do: 'send-digest' })
    expect(gathering('each', 2, ago(1, 2, 3, 4), NOW)).toEqual({ do: 'send-digest' })
  })

  test('after five within ten minutes the next waits until the first of them is ten minutes old', () => {
    expect(gathering('each', 1, ago(1, 2, 3, 4, 5), NOW)).toEqual({ do: 'wait', until: addMinutes(NOW, 5) })
    expect(gathering('each', 1, ago(1, 2, 3, 4, 10), NOW)).toEqual({ do: 'send-one' })
  })

  test('who chose a digest gets at most one mail an hour', () => {
    expect(gathering('digest', 1, [], NOW)).toEqual({ do: 'send-one' })
    expect(gathering('digest', 2, [], NOW)).toEqual({ do: 'send-digest' })
    expect(gathering('digest', 1, ago(59), NOW)).toEqual({ do: 'wait', until: addMinutes(NOW, 1) })
    expect(gathering('digest', 1, ago(60), NOW)).toEqual({ do: 'send-one' })
  })
})

test('attempts come later and later, never further apart than an hour', () => {
  expect([1, 2, 3, 4, 5, 9].map(waitSecondsAfter)).toEqual([15, 60, 240, 960, 3600, 3600])
})

test('a grant of half an hour or more is reminded of a quarter of an hour before its end, a shorter one is not', () => {
  expect(remindAt(NOW, addMinutes(NOW, 30))).toEqual(addMinutes(NOW, 15))
  expect(remindAt(NOW, addMinutes(NOW, 29))).toBeNull()
})

test('only what was refused or given up can be sent again, and nothing leaves a settled state otherwise', () => {
  const { sendAgain, ...others } = mailMoves
  expect(sendAgain.from).toEqual(['refused', 'dead'])
  expect(Object.values(others).every(({ from }) => from.join() === 'pending')).toBe(true)
})
