/**
 * The records of a CSV text as spreadsheets read it: quotes hold a field together only where it starts with them, and
 * what follows the closing quote belongs to the field. Written by the grammar of RFC 4180, apart from what writes it.
 */
export function parsedCsv(text: string, separator = ','): string[][] {
  const records: string[][] = []
  let [record, field]: [string[], string] = [[], '']
  let [isQuoted, isFieldsStart] = [false, true]
  const endField = () => {
    record.push(field)
    field = ''
    isFieldsStart = true
  }
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (isQuoted) {
      if (character !== '"') field += character
      else if (text.charAt(at + 1) === '"') field += text.charAt(++at)
      else isQuoted = false
    } else if (character === '"' && isFieldsStart) {
      isQuoted = true
      isFieldsStart = false
    } else if (character === separator) endField()
    else if (character === '\n' || character === '\r') {
      endField()
      if (text.startsWith('\r\n', at)) at++
      records.push(record)
      record = []
    } else {
      field += character
      isFieldsStart = false
    }
  }
  return record.length === 0 && field === '' ? records : [...records, [...record, field]]
}

/** A cell's text without the apostrophes that keep spreadsheets from calculating. */
export function withoutGuards(cell: string): string {
  return cell.replace(/(?<=^|[;\t\n\r])'(?=['"\s\p{Cc}\p{Cf}]*[=+\-@\t\r＝＋－＠﹦﹢﹣﹫])/gu, '')
}
