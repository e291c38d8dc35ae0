import type { ContextValues } from '../../policy'
import type { Call } from '../call'
import { AwsError } from '../errors'
import { useKey, type KeyUse } from '../kms/use-key'
import type { Bucket, Encryption, KmsEncryption, StoredObject } from '../state'
import { invalidArgument, notImplemented } from './errors'

const HEADER = 'x-amz-server-side-encryption'
const KEY_HEADER = `${HEADER}-aws-kms-key-id`
const BUCKET_KEY_HEADER = `${HEADER}-bucket-key-enabled`
const AWS_MANAGED = 'alias/aws/s3'

/** The encryption that a request asks for by its headers; undefined when it leaves that to the bucket. */
export function askedEncryption(headers: ReadonlyMap<string, string>): Encryption | undefined {
  const algorithm = headers.get(HEADER)
  const keyId = headers.get(KEY_HEADER)
  if (algorithm === 'aws:kms') {
    return { algorithm, keyId: keyId ?? null, bucketKey: headers.get(BUCKET_KEY_HEADER) === 'true' }
  }
  if (keyId !== undefined) {
    const message = `Server Side Encryption with AWS KMS managed key requires HTTP header ${HEADER} : aws:kms`
    throw invalidArgument(HEADER, algorithm ?? 'null', message)
  }
  if (algorithm === undefined || algorithm === 'AES256') return algorithm && { algorithm }
  if (algorithm === 'aws:kms:dsse') throw notImplemented('double encryption (aws:kms:dsse)')
  throw invalidArgument(HEADER, algorithm, 'The encryption method specified is not supported')
}

/** "Condition keys for Amazon S3": what the headers ask for, as the bucket policy sees it. */
export function encryptionKeys(headers: ReadonlyMap<string, string>): ContextValues {
  return Object.fromEntries(
    [HEADER, KEY_HEADER].flatMap((name) => {
      const value = headers.get(name)
      return value === undefined ? [] : [[`s3:${name}`, value]]
    }),
  )
}

/** KMS' refusal as S3 passes it on: the other codes get the prefix `KMS.`. */
function inWordsOfS3(error: unknown): unknown {
  if (!(error instanceof AwsError) || error.code === 'AccessDenied') return error
  return new AwsError(`KMS.${error.code}`, error.message)
}

/**
 * S3 uses the key on the caller's behalf, with the object's ARN, or for a bucket key the bucket's, as encryption context
 * ("Using server-side encryption with AWS KMS keys", S3 User Guide). A name without an ARN is one of the caller's account.
 */
function use(
  call: Call,
  bucket: Bucket,
  key: string,
  action: KeyUse['action'],
  encryption: KmsEncryption,
): string {
  if (call.caller.principal.kind === 'anonymous') {
    throw new AwsError(
      'InvalidArgument',
      'Requests specifying Server Side Encryption with AWS KMS managed keys require AWS Signature Version 4.',
    )
  }
  const arn = `arn:aws:s3:::${bucket.name}`
  try {
    return useKey(call, {
      action,
      keyId: encryption.keyId ?? AWS_MANAGED,
      accountId: call.caller.principal.accountId,
      region: bucket.region,
      viaService: 's3',
      encryptionContext: { 'aws:s3:arn': encryption.bucketKey ? arn : `${arn}/${key}` },
    }).arn
  } catch (error) {
    throw inWordsOfS3(error)
  }
}

/** What a new object is encrypted with, if the caller may use that key: as asked, else as the bucket says. */
export function encryptObject(
  call: Call,
  bucket: Bucket,
  key: string,
  asked: Encryption = bucket.encryption,
): Encryption {
  if (asked.algorithm === 'AES256') return asked
  return { ...asked, keyId: use(call, bucket, key, 'GenerateDataKey', asked) }
}

/** Throws `AccessDenied`, or KMS' own error, unless the caller may have the object decrypted. */
export function decryptObject(call: Call, bucket: Bucket, { key, encryption }: StoredObject): void {
  if (encryption.algorithm === 'aws:kms') use(call, bucket, key, 'Decrypt', encryption)
}

export function encryptionHeaders(encryption: Encryption): Record<string, string> {
  if (encryption.algorithm === 'AES256') return { [HEADER]: 'AES256' }
  return {
    [HEADER]: 'aws:kms',
    ...(encryption.keyId !== null && { [KEY_HEADER]: encryption.keyId }),
    ...(encryption.bucketKey && { [BUCKET_KEY_HEADER]: 'true' }),
  }
}
