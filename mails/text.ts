import type { Letter } from '@/lib/ports/letter'

/**
 * A letter as plain text: everything that its HTML says, in the same order. Not derived from the HTML, so that what a
 * person typed keeps its lines and spaces.
 */
export function letterText(letter: Letter): string {
  const { heading, warning, paragraphs, quotes, facts, notes, items, code, action, footer } = letter
  const parts = [
    heading,
    ...(warning === null ? [] : [`Warning: ${warning}`]),
    ...paragraphs,
    ...quotes.map(({ text, by }) => `${quoted(text)}\n  (${by})`),
    items.map(({ title, text }) => `- ${title}\n  ${text}`).join('\n'),
    facts.map(({ label, value }) => `${label}: ${value}`).join('\n'),
    notes.map((note) => `- ${note}`).join('\n'),
    `${action.label}:\n${action.url}`,
    ...(code === null ? [] : [`${code.title}:\n\n${code.text}`]),
    ['-- ', ...footer].join('\n'), // RFC 3676, 4.3: what follows is the signature
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function quoted(text: string): string {
  return text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')
}
