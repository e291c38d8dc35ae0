import type { ContextValues } from '../policy'
import type { HttpRequest } from './http'

/**
 * The condition keys that follow from how a request came: the real address of the client, and plain HTTP, which is all
 * that the sandbox speaks. Rule: IAM User Guide, "AWS global condition context keys".
 */
export function connectionKeys({ remoteAddress }: HttpRequest): ContextValues {
  return {
    'aws:SourceIp': remoteAddress,
    'aws:SecureTransport': 'false',
    'aws:ViaAWSService': 'false',
  }
}
