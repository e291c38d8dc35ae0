/** What a file starts with, so that Excel reads it as UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF'

/**
 * One record of a CSV file (RFC 4180, 2): every field in quotes, quotes doubled, CRLF at its end; null is an empty field.
 * In a text an apostrophe stands wherever a spreadsheet could begin a formula (OWASP, "CSV Injection"): who needs the
 * text to the letter takes those apostrophes away again.
 */
export function csvRecord(fields: readonly (string | number | null)[]): string {
  return `${fields.map(quoted).join(',')}\r\n`
}

function quoted(field: string | number | null): string {
  const text = typeof field === 'string' ? withoutFormulas(field) : String(field ?? '')
  return `"${text.replaceAll('"', '""')}"`
}

// Where a cell may begin: in many countries spreadsheets split at semicolons or tabs, and then the quotes around a field
// do not hold it together. What may be skipped before a formula, and what begins one, in full width too.
const CELL = String.raw`(?<=^|[;\t\n\r])`
const SKIPPED = String.raw`['"\s\p{Cc}\p{Cf}]*`
const FORMULA = new RegExp(String.raw`${CELL}(?=${SKIPPED}[=+\-@\t\r＝＋－＠﹦﹢﹣﹫])`, 'gu')

function withoutFormulas(text: string): string {
  return text.replace(FORMULA, "'")
}
