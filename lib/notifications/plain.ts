// Of letters and marks those that joiners connect: in these scripts alone no joiner has a meaning within a word.
const JOINED = String.raw`[[\p{L}\p{M}]--[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{DI}]]`
const DOT_OR_AT = '[.@。．｡＠]'
const AFTER_DOT = String.raw`[[\p{L}\p{N}\p{So}]--\p{DI}]`
const PICTURE = String.raw`\p{Extended_Pictographic}`

/** Marks without a shape that stay: where words and emoji need them, and where this file puts them itself. */
const MEANT = [
  String.raw`(?<=${JOINED})[\u200C\u200D](?=${JOINED})`,
  String.raw`(?<=${PICTURE})\uFE0F`,
  String.raw`(?<=${PICTURE}\uFE0F?|\p{Emoji_Modifier})\u200D(?=${PICTURE})`,
  String.raw`(?<=[^\s.]${DOT_OR_AT})\u2060(?=${AFTER_DOT})`,
  String.raw`(?<=(?<!\bs3):)\u2060(?=\/\/)`,
].join('|')

// Bidirectional controls (Unicode, UAX #9) and marks without a shape (UAX #44, Default_Ignorable_Code_Point, which `DI` is
// short for) make text look like other text.
const UNSEEN = new RegExp(String.raw`(?!${MEANT})[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{DI}\u2800]`, 'gv')
const UNSEEN_IN_LINES = new RegExp(String.raw`(?![\n\t])${UNSEEN.source}`, 'gv')
const MADE_A_LINK_OF = new RegExp(
  String.raw`(?<=[^\s.])${DOT_OR_AT}(?=${AFTER_DOT})|(?<!\bs3):(?=\/\/)`,
  'gv',
)
const JOINER = '\u2060'

/**
 * Text that a person typed, for a mail (invariant 11), with its lines. What has no shape of its own is spelt out, so that a
 * reader sees that it is there; what mail programs would turn into a link by themselves is broken by an invisible joiner:
 * the only links of a mail are Daypass's own and a ticket's or incident's that is an address (`link.ts`).
 */
export function plainText(text: string): string {
  return withoutLinks(spelledOut(text, UNSEEN_IN_LINES))
}

/** The same where one line is shown: a line break is spelt out too, so that no line can be made that is Daypass's to write. */
export function plainOneLine(text: string): string {
  return withoutLinks(spelledOut(text, UNSEEN))
}

/** The same for headers, blanks as one space each, cut to so many characters. */
export function plainLine(text: string, maxCharacters: number): string {
  return cut(plainOneLine(inOneLine(text)), maxCharacters)
}

/** One line for a page, where no program looks for links: what cannot be seen is spelt out, cut to so many characters. */
export function visibleLine(text: string, maxCharacters: number): string {
  return cut(spelledOut(inOneLine(text), UNSEEN), maxCharacters)
}

function inOneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}

function withoutLinks(text: string): string {
  return text.replace(MADE_A_LINK_OF, `$&${JOINER}`)
}

// A mark that has lost what it joined would be one more that nobody sees.
function cut(line: string, maxCharacters: number): string {
  const characters = Array.from(line)
  if (characters.length <= maxCharacters) return line
  const kept = characters.slice(0, maxCharacters - 1).join('')
  return `${kept.replace(/[\u2060\u200C\u200D]$/u, '')}…`
}

function spelledOut(text: string, unseen: RegExp): string {
  return text
    .replaceAll('\r\n', '\n')
    .toWellFormed()
    .replace(unseen, (character) => `[${codePointName(character)}]`)
}

function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}
