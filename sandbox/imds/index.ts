import { isLoopbackHost, type Answer, type HttpRequest } from '../aws/http'
import type { Sandbox } from '../aws/sandbox'
import { createHandlerServer } from '../aws/server'
import { close, listen } from '../listen'
import { documentAt } from './documents'
import type { Instance } from './instance'
import { MetadataTokens, TTL_HEADER } from './tokens'

const TOKEN_PATH = '/latest/api/token'

function plain(status: number, body: string, more: Record<string, string> = {}): Answer {
  return { status, headers: { 'content-type': 'text/plain', server: 'EC2ws', ...more }, body }
}

/** A proxy that forwards the call would hand the token to others: "Use IMDSv2", EC2 user guide. */
function issueToken(tokens: MetadataTokens, { headers }: HttpRequest): Answer {
  if (headers.has('x-forwarded-for')) return plain(403, 'Forbidden')
  const ttl = headers.get(TTL_HEADER)
  const token = tokens.issue(ttl)
  return token === null ? plain(400, 'Bad Request') : plain(200, token, { [TTL_HEADER]: ttl ?? '' })
}

function read(sandbox: Sandbox, instance: Instance, tokens: MetadataTokens, request: HttpRequest): Answer {
  const left = tokens.remainingSeconds(request.headers.get('x-aws-ec2-metadata-token') ?? '')
  if (left === null) return plain(401, 'Unauthorized')
  const document = documentAt(sandbox, instance, request.path)
  return document === null ? plain(404, 'Not Found') : plain(200, document, { [TTL_HEADER]: String(left) })
}

function answer(sandbox: Sandbox, instance: Instance, tokens: MetadataTokens, request: HttpRequest): Answer {
  if (!isLoopbackHost(request.headers.get('host'))) return plain(403, 'Loopback names only.')
  if (request.path === TOKEN_PATH && request.method === 'PUT') return issueToken(tokens, request)
  return request.method === 'GET'
    ? read(sandbox, instance, tokens, request)
    : plain(405, 'Method Not Allowed')
}

export interface MetadataService {
  /** Without a trailing slash. */
  url: string
  close: () => Promise<void>
}

/** The metadata service of one instance, version 2 alone, on the wished port or the next free one (0: any). */
export async function startMetadataService(
  sandbox: Sandbox,
  instance: Instance,
  port = 0,
): Promise<MetadataService> {
  const tokens = new MetadataTokens()
  const server = createHandlerServer((request) => answer(sandbox, instance, tokens, request))
  const listening = await listen(server, port)
  return { url: `http://127.0.0.1:${listening}`, close: () => close(server) }
}
