import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { AwsError } from './errors'

function crc32Bytes(data: Buffer): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(crc32(data))
  return bytes
}

const ALGORITHMS = new Map<string, (data: Buffer) => Buffer>([
  ['x-amz-checksum-crc32', crc32Bytes],
  ['x-amz-checksum-sha1', (data) => createHash('sha1').update(data).digest()],
  ['x-amz-checksum-sha256', (data) => createHash('sha256').update(data).digest()],
])

const NOT_A_CHECKSUM = new Set(['x-amz-checksum-mode', 'x-amz-checksum-algorithm', 'x-amz-checksum-type'])

/** Compares each `x-amz-checksum-*` header (or trailer line) and `Content-MD5` with the data. */
export function checkChecksums(data: Buffer, headers: ReadonlyMap<string, string>): void {
  const md5 = headers.get('content-md5')
  if (md5 !== undefined && md5 !== createHash('md5').update(data).digest('base64')) {
    throw new AwsError('BadDigest', 'The Content-MD5 you specified did not match what we received.')
  }
  for (const [name, value] of headers) {
    if (!name.startsWith('x-amz-checksum-') || NOT_A_CHECKSUM.has(name)) continue
    const algorithm = ALGORITHMS.get(name)
    if (!algorithm) throw new AwsError('NotImplemented', `The sandbox does not compute ${name}.`, 501)
    if (algorithm(data).toString('base64') !== value) {
      throw new AwsError('BadDigest', `The ${name} you specified did not match the calculated checksum.`)
    }
  }
}
