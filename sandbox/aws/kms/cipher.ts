import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { AwsError } from '../errors'
import type { KmsKey } from './state'
import type { EncryptionContext } from './use-key'

const CIPHER = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16

/** The encryption context as additional authenticated data: the order of its pairs does not matter. */
function contextBytes(context: EncryptionContext): Buffer {
  return Buffer.from(JSON.stringify(Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1))))
}

function material(key: KmsKey): Buffer {
  return Buffer.from(key.materialBase64, 'base64')
}

/** The ciphertext names its key: length (2 bytes) and ARN, then initialisation vector, tag and encrypted bytes. */
export function encrypt(key: KmsKey, plaintext: Buffer, context: EncryptionContext): Buffer {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv(CIPHER, material(key), iv).setAAD(contextBytes(context))
  const encrypted = Buffer.concat([cipher.update(plaintext), cipher.final()])
  const length = Buffer.alloc(2)
  length.writeUInt16BE(key.arn.length)
  return Buffer.concat([length, Buffer.from(key.arn), iv, cipher.getAuthTag(), encrypted])
}

function invalid(): AwsError {
  return new AwsError('InvalidCiphertextException', '')
}

/** The ARN of the key that made the ciphertext. Throws `InvalidCiphertextException`. */
export function keyArnIn(ciphertext: Buffer): string {
  if (ciphertext.length < 2) throw invalid()
  const end = 2 + ciphertext.readUInt16BE(0)
  if (ciphertext.length < end + IV_BYTES + TAG_BYTES) throw invalid()
  return ciphertext.toString('utf8', 2, end)
}

/** Throws `InvalidCiphertextException` for another key, another context, or a byte that was changed. */
export function decrypt(key: KmsKey, ciphertext: Buffer, context: EncryptionContext): Buffer {
  const rest = ciphertext.subarray(2 + keyArnIn(ciphertext).length)
  const tag = rest.subarray(IV_BYTES, IV_BYTES + TAG_BYTES)
  try {
    const decipher = createDecipheriv(CIPHER, material(key), rest.subarray(0, IV_BYTES))
      .setAAD(contextBytes(context))
      .setAuthTag(tag)
    return Buffer.concat([decipher.update(rest.subarray(IV_BYTES + TAG_BYTES)), decipher.final()])
  } catch {
    throw invalid()
  }
}
