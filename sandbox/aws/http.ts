import type { IncomingMessage, ServerResponse } from 'node:http'

export interface HttpRequest {
  method: string
  /** As it came over the wire, still percent-encoded. */
  rawPath: string
  path: string
  /** In the order of the address, decoded. */
  query: [string, string][]
  /** Names lower-case; several of one name joined by a comma. */
  headers: Map<string, string>
  body: Buffer
  /** Of the client, IPv4 or IPv6. */
  remoteAddress: string
}

export interface Answer {
  status: number
  headers?: Record<string, string>
  body?: string | Buffer
}

/** A request that no protocol can make sense of. */
export class BadRequest extends Error {
  constructor(
    message: string,
    readonly status = 400,
  ) {
    super(message)
    this.name = 'BadRequest'
  }
}

const LARGEST_BODY_BYTES = 64 * 1024 * 1024

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new BadRequest('The address is not percent-encoded UTF-8.')
  }
}

/** `+` is a space in queries and forms. */
export function parseQuery(text: string): [string, string][] {
  return text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const at = pair.indexOf('=')
      const name = at < 0 ? pair : pair.slice(0, at)
      const value = at < 0 ? '' : pair.slice(at + 1)
      return [decode(name.replaceAll('+', ' ')), decode(value.replaceAll('+', ' '))]
    })
}

function readHeaders(raw: readonly string[]): Map<string, string> {
  const headers = new Map<string, string>()
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = (raw[i] ?? '').toLowerCase()
    const value = raw[i + 1] ?? ''
    const before = headers.get(name)
    headers.set(name, before === undefined ? value : `${before},${value}`)
  }
  return headers
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of incoming as AsyncIterable<Buffer>) {
    size += part.length
    if (size > LARGEST_BODY_BYTES) throw new BadRequest('The body is larger than the sandbox holds.', 413)
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** Throws `BadRequest` for an address that is no path or not percent-encoded UTF-8, and for a body over 64 MiB. */
export async function readRequest(incoming: IncomingMessage): Promise<HttpRequest> {
  const url = incoming.url ?? '/'
  if (!url.startsWith('/')) throw new BadRequest('The address must be a path.')
  const at = url.indexOf('?')
  const rawPath = at < 0 ? url : url.slice(0, at)
  return {
    method: incoming.method ?? 'GET',
    rawPath,
    path: decode(rawPath),
    query: parseQuery(at < 0 ? '' : url.slice(at + 1)),
    headers: readHeaders(incoming.rawHeaders),
    body: await readBody(incoming),
    remoteAddress: (incoming.socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
  }
}

export function writeAnswer(response: ServerResponse, { status, headers = {}, body = '' }: Answer): void {
  const bodyless = status === 204 || status === 304
  const length = bodyless ? {} : { 'content-length': Buffer.byteLength(body).toString() }
  response.writeHead(status, { ...length, ...headers })
  response.end(body)
}

/** A form's fields: the body of a POST, else the query. The last of one name counts. */
export function formFields(request: HttpRequest): Map<string, string> {
  return new Map(request.method === 'POST' ? parseQuery(request.body.toString('utf8')) : request.query)
}

/** Loopback servers answer only to loopback names: a foreign page that rebinds its name gets nothing. */
export function isLoopbackHost(host: string | undefined): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host ?? '')
}
