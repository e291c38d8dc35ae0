const LONGEST_WORD_BYTES = 42

/**
 * A header's text as it has to be written to be read back exactly: plain ASCII as it is, all else, and what looks encoded
 * already, as RFC 2047's encoded words of whole characters, each on a line of its own.
 */
export function headerText(text: string): string {
  if (/^[\u0020-\u007e]{0,60}$/.test(text) && !text.includes('=?')) return text
  const words = ['']
  for (const character of text) {
    const longer = (words.at(-1) ?? '') + character
    if (Buffer.byteLength(longer) > LONGEST_WORD_BYTES) words.push(character)
    else words[words.length - 1] = longer
  }
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join('\r\n ')
}
