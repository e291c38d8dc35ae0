export type Token = { text: string; kind: 'key' | 'allow' | 'deny' | 'plain' }

const KEY_OR_EFFECT = /"(?:[^"\\]|\\.)*"(?=\s*:)|"(?:Allow|Deny)"/g

/** A policy's text in pieces, in order and complete, so that names and effects can be told apart by colour. */
export function policyTokens(text: string): Token[] {
  const tokens: Token[] = []
  let position = 0
  for (const match of text.matchAll(KEY_OR_EFFECT)) {
    if (match.index > position) tokens.push({ text: text.slice(position, match.index), kind: 'plain' })
    tokens.push({ text: match[0], kind: kindOf(match[0]) })
    position = match.index + match[0].length
  }
  if (position < text.length) tokens.push({ text: text.slice(position), kind: 'plain' })
  return tokens
}

function kindOf(token: string): Token['kind'] {
  if (token === '"Allow"') return 'allow'
  return token === '"Deny"' ? 'deny' : 'key'
}
