import { randomBytes } from 'node:crypto'
import { AwsError } from '../errors'
import type { Answer } from '../http'
import { element, xmlDocument } from '../xml'

export const S3_NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/'

export function s3Headers(): Record<string, string> {
  return {
    'x-amz-request-id': randomBytes(8).toString('hex').toUpperCase(),
    'x-amz-id-2': randomBytes(48).toString('base64'),
  }
}

/** S3's error document; it has no namespace. */
export function renderS3Error(error: AwsError, resource: string): Answer {
  const headers = s3Headers()
  const body = xmlDocument(
    element('Error', [
      element('Code', error.code),
      element('Message', error.message),
      ...Object.entries(error.details).map(([name, value]) => element(name, value)),
      element('Resource', resource),
      element('RequestId', headers['x-amz-request-id']),
      element('HostId', headers['x-amz-id-2']),
    ]),
  )
  return { status: error.status, headers: { ...headers, 'content-type': 'application/xml' }, body }
}

export function noSuchBucket(name: string): AwsError {
  return new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404, { BucketName: name })
}

export function noSuchKey(key: string): AwsError {
  return new AwsError('NoSuchKey', 'The specified key does not exist.', 404, { Key: key })
}

export function notImplemented(what: string): AwsError {
  return new AwsError('NotImplemented', `The sandbox does not support ${what}.`, 501)
}

export function invalidArgument(name: string, value: string, message: string): AwsError {
  return new AwsError('InvalidArgument', message, 400, { ArgumentName: name, ArgumentValue: value })
}
