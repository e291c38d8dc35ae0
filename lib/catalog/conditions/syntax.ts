import type { ConditionMistake } from './mistake'
import { shown } from './mistake'
import { tokensOf } from './tokens'
import type { Token } from './tokens'

/** So deep may brackets and `? :` be nested: enough for people, and little enough for every recursion. */
const DEEPEST = 30

type Open = { sign: string; offset: number; call: boolean }

const CLOSES: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }
const JOINING = new Set(['&&', '||', '==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '%'])
const WORDS: Readonly<Record<string, string>> = { and: '&&', or: '||', is: '==', equals: '==' }

/**
 * The first place where a condition stops being one. The parser itself names a place that is often far too early, and
 * this walk, once over the words without going back, bounds besides how deep the parser has to go.
 */
export function syntaxMistake(text: string): ConditionMistake | undefined {
  const tokens = tokensOf(text)
  if ('sentence' in tokens) return tokens
  const opened: Open[] = []
  let questions = 0
  let before: Token | undefined
  let needsValue = true
  for (const token of tokens) {
    const step = stepOver(token, before, needsValue, opened)
    if (typeof step === 'string') return { offset: token.offset, sentence: step }
    if ('mistake' in step) return step.mistake
    if (token.kind === 'sign' && token.text === '?') questions++
    const brackets = opened.filter(({ sign }) => sign !== '?').length
    if (brackets + questions > DEEPEST)
      return { offset: token.offset, sentence: `This is nested more than ${DEEPEST} deep. Write it flatter.` }
    needsValue = step.needsValue
    before = token
  }
  if (before === undefined) return { offset: 0, sentence: 'Write a condition here.' }
  if (needsValue)
    return {
      offset: before.offset + before.text.length,
      sentence: `A value is missing after "${before.text}".`,
    }
  const open = opened.at(-1)
  return open === undefined ? undefined : notClosed(open)
}

type Step = string | { needsValue: boolean } | { mistake: ConditionMistake }
const VALUE_NEXT = { needsValue: true }
const VALUE_DONE = { needsValue: false }

function stepOver(token: Token, before: Token | undefined, needsValue: boolean, opened: Open[]): Step {
  const { text } = token
  const sign = token.kind === 'sign'
  if (sign && text in CLOSES) return close(token, before, needsValue, opened)
  if (before?.kind === 'sign' && before.text === '.')
    return token.kind === 'name' ? VALUE_DONE : 'The name of a field is missing after ".".'
  if (needsValue) {
    if (!sign) return text === 'in' ? 'A value is missing before "in".' : VALUE_DONE
    if (text === '!' || text === '-') return VALUE_NEXT
    if (text === '(' || text === '[' || text === '{') {
      opened.push({ sign: text, offset: token.offset, call: false })
      return VALUE_NEXT
    }
    return `A value is missing before "${text}".`
  }
  if (!sign) {
    if (text === 'in') return VALUE_NEXT
    const meant = WORDS[text.toLowerCase()]
    return meant === undefined
      ? `"&&", "==" or the like is missing before "${shown(text)}".`
      : `Write "${meant}" for "${text}".`
  }
  if (JOINING.has(text) || text === '.') return VALUE_NEXT
  return insideOf(token, before, opened)
}

function insideOf(token: Token, before: Token | undefined, opened: Open[]): Step {
  const { text, offset } = token
  const open = opened.at(-1)
  if (text === '?' || text === '[' || (text === '(' && before?.kind === 'name')) {
    opened.push({ sign: text, offset, call: true })
    return VALUE_NEXT
  }
  if (text === ':' && open?.sign === '?') {
    opened.pop()
    return VALUE_NEXT
  }
  if (text === ':' && open?.sign === '{') return VALUE_NEXT
  if (text === ',' && open?.sign === '?') return { mistake: notClosed(open) }
  if (text === ',' && open !== undefined && (open.sign !== '(' || open.call)) return VALUE_NEXT
  return `"${text}" cannot stand here.`
}

function close({ text }: Token, before: Token | undefined, needsValue: boolean, opened: Open[]): Step {
  const open = opened.at(-1)
  if (open === undefined) return `"${text}" closes nothing. Remove it.`
  if (open.sign !== CLOSES[text]) return { mistake: notClosed(open) }
  const empty = before?.text === open.sign && (open.sign === '(') === open.call
  if (needsValue && !empty) return `A value is missing before "${text}".`
  opened.pop()
  return VALUE_DONE
}

function notClosed({ sign, offset }: Open): ConditionMistake {
  const sentence =
    sign === '?'
      ? 'This "?" has no ":". Write "condition ? value : other value".'
      : `This "${sign}" is not closed.`
  return { offset, sentence }
}
