import { AwsError } from '../errors'
import type { Encryption } from '../state'
import { element } from '../xml'
import { authorizeBucket, requireBucket } from './access'
import { notImplemented } from './errors'
import { emptyAnswer, xmlAnswer, type S3Operation } from './request'

function malformed(): AwsError {
  return new AwsError('MalformedXML', 'The XML you provided was not well-formed.')
}

function textIn(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1]?.trim()
}

/** `<ServerSideEncryptionConfiguration>` with its one rule. */
function readConfiguration(xml: string): Encryption {
  if (xml.split('<Rule>').length !== 2) throw malformed()
  const algorithm = textIn(xml, 'SSEAlgorithm')
  const keyId = textIn(xml, 'KMSMasterKeyID')
  if (algorithm === 'aws:kms') {
    return { algorithm, keyId: keyId ?? null, bucketKey: textIn(xml, 'BucketKeyEnabled') === 'true' }
  }
  if (algorithm === 'aws:kms:dsse') throw notImplemented('double encryption (aws:kms:dsse)')
  if (algorithm !== 'AES256') throw malformed()
  if (keyId === undefined) return { algorithm }
  throw new AwsError(
    'InvalidArgument',
    'a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms',
  )
}

export const putBucketEncryption: S3Operation = (call, { bucket: name, body }) => {
  const bucket = requireBucket(call, name)
  authorizeBucket(call, bucket, 'PutEncryptionConfiguration')
  bucket.encryption = readConfiguration(body.toString('utf8'))
  call.sandbox.changed()
  return emptyAnswer(200)
}

export const getBucketEncryption: S3Operation = (call, { bucket: name }) => {
  const bucket = requireBucket(call, name)
  authorizeBucket(call, bucket, 'GetEncryptionConfiguration')
  const { encryption } = bucket
  const isKms = encryption.algorithm === 'aws:kms'
  return xmlAnswer(
    element('ServerSideEncryptionConfiguration', [
      element('Rule', [
        element('ApplyServerSideEncryptionByDefault', [
          element('SSEAlgorithm', encryption.algorithm),
          isKms && encryption.keyId !== null ? element('KMSMasterKeyID', encryption.keyId) : undefined,
        ]),
        element('BucketKeyEnabled', isKms && encryption.bucketKey),
      ]),
    ]),
  )
}

/** Back to S3's own keys, with which every bucket begins. */
export const deleteBucketEncryption: S3Operation = (call, { bucket: name }) => {
  const bucket = requireBucket(call, name)
  authorizeBucket(call, bucket, 'PutEncryptionConfiguration')
  bucket.encryption = { algorithm: 'AES256' }
  call.sandbox.changed()
  return emptyAnswer(204)
}
