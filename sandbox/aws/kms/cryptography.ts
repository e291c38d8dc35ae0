import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { AwsError, validationError } from '../errors'
import { blob, operation, type JsonOperation, type RegionalCall } from '../json/operation'
import { decrypt, encrypt, keyArnIn } from './cipher'
import { findKey } from './find-key'
import type { KmsKey } from './state'
import { useKey, type EncryptionContext, type KeyUse } from './use-key'

const symmetric = z.literal('SYMMETRIC_DEFAULT').optional()
const context = z.record(z.string(), z.string()).optional()

function use(
  call: RegionalCall,
  action: KeyUse['action'],
  keyId: string,
  encryptionContext: EncryptionContext | undefined,
): KmsKey {
  const { accountId } = call.caller.principal
  return useKey(call, { action, keyId, accountId, region: call.region, encryptionContext })
}

const encryptOperation = operation(
  { KeyId: z.string(), Plaintext: blob, EncryptionContext: context, EncryptionAlgorithm: symmetric },
  (call, { KeyId, Plaintext, EncryptionContext }) => {
    const key = use(call, 'Encrypt', KeyId, EncryptionContext)
    return {
      CiphertextBlob: encrypt(key, Plaintext, EncryptionContext ?? {}).toString('base64'),
      KeyId: key.arn,
      EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
    }
  },
)

/** A key that the request names must be the one that encrypted. */
function checkNamedKey(call: RegionalCall, keyId: string | undefined, keyArn: string): void {
  if (keyId === undefined) return
  const { accountId } = call.caller.principal
  if (findKey(call.sandbox, keyId, { accountId, region: call.region }).arn === keyArn) return
  throw new AwsError(
    'IncorrectKeyException',
    'The key ID in the request does not identify a CMK that can perform this operation.',
  )
}

const decryptOperation = operation(
  {
    CiphertextBlob: blob,
    KeyId: z.string().optional(),
    EncryptionContext: context,
    EncryptionAlgorithm: symmetric,
  },
  (call, { CiphertextBlob, KeyId, EncryptionContext }) => {
    const keyArn = keyArnIn(CiphertextBlob)
    if (!call.sandbox.state.keys.has(keyArn)) throw new AwsError('InvalidCiphertextException', '')
    checkNamedKey(call, KeyId, keyArn)
    const key = use(call, 'Decrypt', keyArn, EncryptionContext)
    return {
      Plaintext: decrypt(key, CiphertextBlob, EncryptionContext ?? {}).toString('base64'),
      KeyId: key.arn,
      EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
    }
  },
)

const dataKeyMembers = {
  KeyId: z.string(),
  EncryptionContext: context,
  KeySpec: z.enum(['AES_128', 'AES_256']).optional(),
  NumberOfBytes: z.number().int().optional(),
}

/** Exactly one of the two says how long the data key is. */
function dataKeyBytes(KeySpec: string | undefined, NumberOfBytes: number | undefined): number {
  if ((KeySpec === undefined) === (NumberOfBytes === undefined)) {
    throw validationError('Please specify either number of bytes or key spec.')
  }
  return NumberOfBytes ?? (KeySpec === 'AES_128' ? 16 : 32)
}

function generator(action: 'GenerateDataKey' | 'GenerateDataKeyWithoutPlaintext'): JsonOperation {
  return operation(dataKeyMembers, (call, { KeyId, EncryptionContext, KeySpec, NumberOfBytes }) => {
    const bytes = dataKeyBytes(KeySpec, NumberOfBytes)
    const key = use(call, action, KeyId, EncryptionContext)
    const dataKey = randomBytes(bytes)
    return {
      CiphertextBlob: encrypt(key, dataKey, EncryptionContext ?? {}).toString('base64'),
      ...(action === 'GenerateDataKey' && { Plaintext: dataKey.toString('base64') }),
      KeyId: key.arn,
    }
  })
}

export const cryptographyOperations: Readonly<Record<string, JsonOperation>> = {
  Encrypt: encryptOperation,
  Decrypt: decryptOperation,
  GenerateDataKey: generator('GenerateDataKey'),
  GenerateDataKeyWithoutPlaintext: generator('GenerateDataKeyWithoutPlaintext'),
}
