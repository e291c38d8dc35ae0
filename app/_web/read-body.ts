import { DaypassError } from '@/lib/kernel/errors'

const LIMIT_BYTES = 64 * 1024

/** A request's body as text, when it has the type announced and at most 64 KB. Throws `ERR_INPUT` otherwise. */
export async function readBody(request: Request, contentType: string): Promise<string> {
  const given = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (given !== contentType) throw new DaypassError('ERR_INPUT', `The body has to be ${contentType}.`)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > LIMIT_BYTES) throw new DaypassError('ERR_INPUT', 'The body is larger than 64 KB.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
