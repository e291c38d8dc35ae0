import { authError } from './auth-errors'
import { checkChecksums } from './checksums'
import { AwsError } from './errors'
import type { HttpRequest } from './http'
import { credentialScope, sameText, sha256Hex, signLines, type Authorization } from './sigv4'

/** What signs the chunks of a body: the request's own signature is the first link of their chain. */
export interface ChunkSigner {
  authorization: Authorization
  timestamp: string
  key: Buffer
}

interface Variant {
  signed: boolean
  trailer: boolean
}

const VARIANTS = new Map<string, Variant>([
  ['STREAMING-AWS4-HMAC-SHA256-PAYLOAD', { signed: true, trailer: false }],
  ['STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER', { signed: true, trailer: true }],
  ['STREAMING-UNSIGNED-PAYLOAD-TRAILER', { signed: false, trailer: true }],
])

const EMPTY_HASH = sha256Hex('')

function incomplete(): AwsError {
  return new AwsError('IncompleteBody', 'The request body terminated unexpectedly')
}

/** Reads the lines and the counted bytes of a body in `aws-chunked` framing. */
class ChunkReader {
  private at = 0

  constructor(private readonly body: Buffer) {}

  line(): string {
    const end = this.body.indexOf('\r\n', this.at)
    if (end < 0) throw incomplete()
    const text = this.body.toString('utf8', this.at, end)
    this.at = end + 2
    return text
  }

  bytes(size: number): Buffer {
    const data = this.body.subarray(this.at, this.at + size)
    if (data.length < size) throw incomplete()
    this.at += size
    return data
  }

  get ended(): boolean {
    return this.at >= this.body.length
  }
}

function chunkSignature(
  { authorization, timestamp, key }: ChunkSigner,
  previous: string,
  data: Buffer,
): string {
  return signLines(key, [
    'AWS4-HMAC-SHA256-PAYLOAD',
    timestamp,
    credentialScope(authorization),
    previous,
    EMPTY_HASH,
    sha256Hex(data),
  ])
}

function trailerSignature(
  { authorization, timestamp, key }: ChunkSigner,
  previous: string,
  trailer: Map<string, string>,
): string {
  const lines = [...trailer].map(([name, value]) => `${name}:${value}\n`).join('')
  return signLines(key, [
    'AWS4-HMAC-SHA256-TRAILER',
    timestamp,
    credentialScope(authorization),
    previous,
    sha256Hex(lines),
  ])
}

function readTrailer(reader: ChunkReader): Map<string, string> {
  const trailer = new Map<string, string>()
  while (!reader.ended) {
    const line = reader.line()
    if (line === '') break
    const at = line.indexOf(':')
    trailer.set(line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim())
  }
  return trailer
}

interface Chunks {
  data: Buffer
  lastSignature: string
}

function readChunks(reader: ChunkReader, signed: boolean, signer: ChunkSigner): Chunks {
  const parts: Buffer[] = []
  let previous = signer.authorization.signature
  for (;;) {
    const [size = '', extension = ''] = reader.line().split(';')
    if (!/^[0-9a-fA-F]+$/.test(size)) throw incomplete()
    const data = reader.bytes(Number.parseInt(size, 16))
    if (signed) {
      const expected = chunkSignature(signer, previous, data)
      if (!sameText(extension, `chunk-signature=${expected}`)) throw authError('s3', 'bad-signature')
      previous = expected
    }
    if (data.length === 0) return { data: Buffer.concat(parts), lastSignature: previous }
    parts.push(data)
    if (reader.line() !== '') throw incomplete()
  }
}

function checkTrailerSignature(signer: ChunkSigner, previous: string, trailer: Map<string, string>): void {
  const sent = trailer.get('x-amz-trailer-signature') ?? ''
  trailer.delete('x-amz-trailer-signature')
  if (!sameText(sent, trailerSignature(signer, previous, trailer))) throw authError('s3', 'bad-signature')
}

/** Takes off the `aws-chunked` framing, verifying each chunk's signature, the trailer's, and the checksum in it. */
export function decodeChunks(request: HttpRequest, declared: string, signer: ChunkSigner): Buffer {
  const variant = VARIANTS.get(declared)
  if (!variant)
    throw new AwsError('NotImplemented', `The sandbox does not take payloads of kind ${declared}.`, 501)
  const reader = new ChunkReader(request.body)
  const { data, lastSignature } = readChunks(reader, variant.signed, signer)
  const trailer = readTrailer(reader)
  if (variant.trailer) {
    if (variant.signed) checkTrailerSignature(signer, lastSignature, trailer)
    checkChecksums(data, trailer)
  }
  const length = request.headers.get('x-amz-decoded-content-length')
  if (length !== String(data.length)) throw incomplete()
  return data
}
