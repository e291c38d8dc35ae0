// Bidirectional controls (Unicode, UAX #9) and marks without a shape make text look like other text. Joiners stay: words
// of some languages need them.
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Zl}\p{Zp}\u061C\u200B\u200E\u200F\u202A-\u202E\u2061-\u2069\uFEFF]/gu
const MADE_A_LINK_OF = /(?<=[\p{L}\p{N}_-])[.@](?=[\p{L}\p{N}])|(?<!\bs3):(?=\/\/)/gu
const JOINER = '\u2060'

/**
 * Text that a person typed, for a mail (invariant 11). What has no shape of its own is spelt out, so that a reader sees
 * that it is there; what mail programs would turn into a link by themselves is broken by an invisible joiner: the
 * only link of a mail is Daypass's own.
 */
export function plainText(text: string): string {
  return spelledOut(text.replaceAll('\r\n', '\n')).replace(MADE_A_LINK_OF, `$&${JOINER}`)
}

/** The same on one line, for headers, cut to so many characters. */
export function plainLine(text: string, maxCharacters: number): string {
  const line = spelledOut(text.replace(/\s+/gu, ' ').trim())
  const characters = Array.from(line)
  return characters.length <= maxCharacters ? line : `${characters.slice(0, maxCharacters - 1).join('')}…`
}

function spelledOut(text: string): string {
  return text.toWellFormed().replace(UNSEEN, (character) => `[${codePointName(character)}]`)
}

function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}
