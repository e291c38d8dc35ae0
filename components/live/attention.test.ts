import { expect, it } from 'vitest'
import { attention, ATTENDED_FOR_MS } from './attention'

function page() {
  const state = { now: 1000, refreshes: 0 }
  const { onInput, whenAttended } = attention(() => state.now)
  return {
    state,
    onInput,
    onChange: () => {
      whenAttended(() => {
        state.refreshes += 1
      })
    },
  }
}

it('a page that was touched lately reads itself anew at every change', () => {
  const { state, onChange } = page()
  onChange()
  state.now += ATTENDED_FOR_MS - 1
  onChange()
  expect(state.refreshes).toBe(2)
})

it('a page that nobody looks at asks the server for nothing, however much changes', () => {
  const { state, onChange } = page()
  for (let hour = 0; hour < 12; hour += 1) {
    state.now += 60 * 60_000
    onChange()
  }
  expect(state.refreshes).toBe(0)
})

it('what changed while nobody looked is read at the next input, once', () => {
  const { state, onInput, onChange } = page()
  state.now += ATTENDED_FOR_MS
  onChange()
  onChange()
  onInput()
  onInput()
  expect(state.refreshes).toBe(1)
})

it('an input without news reads nothing, and the page follows changes again', () => {
  const { state, onInput, onChange } = page()
  state.now += ATTENDED_FOR_MS
  onInput()
  expect(state.refreshes).toBe(0)
  onChange()
  expect(state.refreshes).toBe(1)
})
