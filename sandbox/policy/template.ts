import type { RequestContext } from './request-context'
import type { Policy } from './types'
import type { GlobStep } from './wildcard'

/** A piece of a written value: text, a wildcard, or a policy variable. */
type Part =
  | { kind: 'text'; text: string }
  | { kind: 'wildcard'; sign: '*' | '?' }
  | { kind: 'variable'; key: string; fallback?: string }

/** A written value cut into its parts. After `expand` no variable is left in it. */
export type Template = Part[]

const special = /\$\{([*?$])\}|\$\{([\p{L}\p{N}\p{Z}_:/.@+=-]+)(?:, '([^']*)')?\}|(\$\{)|([*?])/gu

/**
 * Cuts a written value at its wildcards and policy variables. Undefined if a `${` begins no proper variable.
 * Rule: IAM User Guide, "IAM policy elements: Variables and tags": `${key}`, `${key, 'default'}`, `${*}`, `${?}`, `${$}`;
 * with a Version before 2012-10-17 all of these are literal text.
 */
export function parseTemplate(written: string, version: Policy['version']): Template | undefined {
  const template: Template = []
  let end = 0
  for (const match of written.matchAll(version === '2012-10-17' ? special : /([*?])/gu)) {
    if (match[4] !== undefined) return undefined
    template.push({ kind: 'text', text: written.slice(end, match.index) }, partOf(match))
    end = match.index + match[0].length
  }
  template.push({ kind: 'text', text: written.slice(end) })
  return template
}

function partOf([whole, character, key, fallback]: RegExpExecArray): Part {
  if (whole === '*' || whole === '?') return { kind: 'wildcard', sign: whole }
  if (key === undefined) return { kind: 'text', text: character ?? '' }
  return { kind: 'variable', key, ...(fallback === undefined ? {} : { fallback }) }
}

/** Puts the request's values in place of the variables; undefined if one has neither a value nor a default. */
export function expand(template: Template, context: RequestContext): Template | undefined {
  const expanded: Template = []
  for (const part of template) {
    const text = part.kind === 'variable' ? (context.single(part.key) ?? part.fallback) : undefined
    if (part.kind === 'variable' && text === undefined) return undefined
    expanded.push(text === undefined ? part : { kind: 'text', text })
  }
  return expanded
}

export function hasVariable(template: Template): boolean {
  return template.some((part) => part.kind === 'variable')
}

/** The text for operators that know no wildcards. */
export function toText(template: Template): string {
  return template.map((part) => (part.kind === 'wildcard' ? part.sign : textOf(part))).join('')
}

/** The pattern, in which a wildcard matches any character, colons and slashes too. */
export function toGlob(template: Template): GlobStep[] {
  return template.flatMap((part): GlobStep[] => {
    if (part.kind === 'wildcard') return [{ kind: part.sign === '*' ? 'many' : 'one', withinSegment: false }]
    return Array.from(textOf(part), (char) => ({ kind: 'char', char }))
  })
}

function textOf(part: Part): string {
  return part.kind === 'text' ? part.text : ''
}
