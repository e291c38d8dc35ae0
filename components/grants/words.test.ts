import { expect, it } from 'vitest'
import { handedOutInWords, laterEndInWords, terminalLifeInWords } from './words'

it('credentials are promised for no longer than the role’s longest session or the grant’s rest, and it says which', () => {
  expect(terminalLifeInWords(60, 120, 119)).toBe('1 h: the longest AWS gives this role')
  expect(terminalLifeInWords(42, 42, 42)).toBe('about 42 min: the grant ends then')
  expect(terminalLifeInWords(60, 60, 60)).toBe('about 1 h: the grant ends then')
})

it('the promise shrinks while the page stays open', () => {
  expect(terminalLifeInWords(60, 120, 30)).toBe('about 30 min: the grant ends then')
  expect(terminalLifeInWords(60, 120, 0)).toBe('less than a minute: the grant ends then')
})

it('what may go on after the end is named by what was handed out', () => {
  expect(handedOutInWords(['console', 'console'])).toBe('A console already open')
  expect(handedOutInWords(['terminal'])).toBe('Terminal credentials already shown')
  expect(handedOutInWords(['secret'])).toBe('What a program has read from the secret already')
  expect(handedOutInWords(['console', 'secret'])).toBe('What was handed out already')
})

it('a later end says what has to be asked for again by how the grant is used, and that a secret needs nothing', () => {
  expect(laterEndInWords(['console', 'terminal'])).toBe(
    'Nothing is interrupted. What was issued already keeps its end. To go on after it, reopen the console and ask for new terminal credentials.',
  )
  expect(laterEndInWords(['secret'])).toBe(
    'Nothing is interrupted. What was issued already keeps its end. The secret is filled again by itself.',
  )
})
