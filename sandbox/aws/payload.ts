import { decodeChunks, type ChunkSigner } from './chunks'
import { AwsError } from './errors'
import type { HttpRequest } from './http'
import { sha256Hex } from './sigv4'

const HEADER = 'x-amz-content-sha256'
export const UNSIGNED = 'UNSIGNED-PAYLOAD'

/** The last line of the canonical request. Throws S3's code when S3's mandatory header is absent. */
export function payloadHash(request: HttpRequest, service: string): string {
  const declared = request.headers.get(HEADER)
  if (service !== 's3') return declared ?? sha256Hex(request.body)
  if (declared === undefined) {
    throw new AwsError('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256')
  }
  return declared
}

/** The body's own bytes, checked against what was signed; the chunks of a streamed upload put together. */
export function readPayload(request: HttpRequest, signer: ChunkSigner): Buffer {
  const declared = request.headers.get(HEADER)
  if (declared === undefined || declared === UNSIGNED) return request.body
  if (declared.startsWith('STREAMING-')) return decodeChunks(request, declared, signer)
  const actual = sha256Hex(request.body)
  if (declared === actual) return request.body
  if (!/^[0-9a-f]{64}$/.test(declared)) {
    throw new AwsError(
      'InvalidArgument',
      'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, or a valid sha256 value.',
    )
  }
  throw new AwsError(
    'XAmzContentSHA256Mismatch',
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
    400,
    { ClientComputedContentSHA256: declared, S3ComputedContentSHA256: actual },
  )
}
