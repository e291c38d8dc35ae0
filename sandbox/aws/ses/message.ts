import { invalidParameter } from './errors'

interface Header {
  name: string
  /** With its name, folded as it came. */
  text: string
}

/** A mail's header, field by field, and its body. Texts hold one byte a character (latin1), so that none is lost. */
export interface Message {
  headers: Header[]
  body: string
}

/** RFC 5322 section 3.6: these stand in a mail once at most. */
const ONCE = new Set(
  [
    'From',
    'Sender',
    'Reply-To',
    'To',
    'Cc',
    'Bcc',
    'Message-ID',
    'In-Reply-To',
    'References',
    'Subject',
    'Date',
  ]
    .concat(['Return-Path', 'MIME-Version', 'Content-Type', 'Content-Transfer-Encoding'])
    .map((name) => name.toLowerCase()),
)

function readHeader(line: string): Header {
  const [, name] = /^([!-9;-~]+)[ \t]*:/.exec(line) ?? []
  if (name === undefined) throw invalidParameter('Expected a header field with a name and a colon.')
  return { name, text: line }
}

function checkHeaders(headers: readonly Header[]): void {
  const seen = new Set<string>()
  for (const { name } of headers) {
    const key = name.toLowerCase()
    if (ONCE.has(key) && seen.has(key)) throw invalidParameter(`Duplicate header '${name}'.`)
    seen.add(key)
  }
  if (!seen.has('from')) throw invalidParameter("Missing required header 'From'.")
}

/** Reads a mail as SendRawEmail takes it. Throws `InvalidParameterValue`. */
export function readMessage(raw: Buffer): Message {
  const text = raw.toString('latin1')
  const [head = ''] = text.split(/\r?\n\r?\n/, 1)
  const body = text.slice(head.length).replace(/^\r?\n\r?\n/, '')
  // A line that begins with white space goes on with the field before it.
  const lines = head.split(/\r?\n(?![ \t])/).filter((line) => line !== '')
  const headers = lines.map(readHeader)
  checkHeaders(headers)
  return { headers, body }
}

/** A header's value, unfolded; empty when absent. */
export function headerValue({ headers }: Message, name: string): string {
  const found = headers.find((header) => header.name.toLowerCase() === name.toLowerCase())
  const value = found?.text.slice(found.text.indexOf(':') + 1) ?? ''
  return Buffer.from(value.replaceAll(/\r?\n/g, '').trim(), 'latin1').toString('utf8')
}

/**
 * The mail as SES sends it on: its own Message-ID, Date and Return-Path in place of the mail's, no Bcc, no header meant for
 * SES (SES Developer Guide, "Header fields").
 */
export function rewritten({ headers, body }: Message, own: Readonly<Record<string, string>>): Buffer {
  const replaced = /^(message-id|date|return-path|bcc|x-ses-.*)$/i
  const kept = headers.filter(({ name }) => !replaced.test(name)).map(({ text }) => text)
  const added = Object.entries(own).map(([name, value]) => `${name}: ${value}`)
  return Buffer.from([...added, ...kept, '', body].join('\r\n'), 'latin1')
}
