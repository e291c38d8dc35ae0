import type { Mail } from '../mailbox/state'
import type { KmsKey } from './kms/state'
import type { StoredSecret } from './secretsmanager/state'
import type { SesAccount } from './ses/state'

export interface AccessKey {
  id: string
  secret: string
  createdAt: string
}

export interface User {
  name: string
  path: string
  id: string
  createdAt: string
  accessKeys: AccessKey[]
  policies: Map<string, string>
}

export interface Role {
  name: string
  path: string
  id: string
  createdAt: string
  description: string
  trustPolicy: string
  maxSessionDurationSeconds: number
  policies: Map<string, string>
}

/** Users and roles are keyed by their lower-cased name: IAM names are unique without regard to case. */
export interface Account {
  id: string
  name: string
  users: Map<string, User>
  roles: Map<string, Role>
}

/** Server-side encryption of a bucket's new objects, or of one object. */
export type Encryption = { algorithm: 'AES256' } | KmsEncryption

export interface KmsEncryption {
  algorithm: 'aws:kms'
  /** Of an object the key's ARN; of a bucket as configured, null for the caller's key `aws/s3`. */
  keyId: string | null
  bucketKey: boolean
}

export interface StoredObject {
  key: string
  bodyBase64: string
  size: number
  etag: string
  lastModified: string
  contentType: string
  /** Content-Encoding, Cache-Control and the like, lower-case, as they were put. */
  headers: Map<string, string>
  /** x-amz-meta-*, without that prefix. */
  metadata: Map<string, string>
  encryption: Encryption
}

/** A multipart upload that is neither completed nor aborted. */
export interface MultipartUpload {
  id: string
  bucket: string
  startedBy: string
  /** What it will become, without its bytes. */
  object: StoredObject
  parts: Map<number, UploadedPart>
}

export interface UploadedPart {
  number: number
  bodyBase64: string
  size: number
  etag: string
  lastModified: string
}

export interface Bucket {
  name: string
  accountId: string
  region: string
  createdAt: string
  policy: string | null
  encryption: Encryption
  objects: Map<string, StoredObject>
}

/** One answer of AssumeRole. Kept past its end, so that its use is told from that of a forged token. */
export interface RoleSession {
  accessKeyId: string
  secretAccessKey: string
  sessionToken: string
  accountId: string
  roleName: string
  roleId: string
  sessionName: string
  issuedAt: string
  expiresAt: string
  sessionPolicy: string | null
  tags: Map<string, string>
  transitiveTagKeys: string[]
  sourceIdentity: string | null
  /** True when the caller of AssumeRole was itself a role session, an instance's included. */
  chained: boolean
  /** Set for what an instance's metadata service hands out: not by AssumeRole, and renewed by the machine's clock. */
  instanceId: string | null
}

export interface SigninToken {
  token: string
  accessKeyId: string
  createdAt: string
  sessionDurationSeconds: number | null
}

/** A browser's console session; it ends with the credentials unless SessionDuration said otherwise. */
export interface ConsoleSession {
  id: string
  accessKeyId: string
  expiresAt: string
  /** The code that carries the session from the sign-in origin to the console's; null once used. */
  code: string | null
}

export interface State {
  clockOffsetSeconds: number
  accounts: Map<string, Account>
  buckets: Map<string, Bucket>
  /** By id. */
  uploads: Map<string, MultipartUpload>
  sessions: Map<string, RoleSession>
  signinTokens: Map<string, SigninToken>
  consoleSessions: Map<string, ConsoleSession>
  /** By ARN. */
  secrets: Map<string, StoredSecret>
  /** By ARN. */
  keys: Map<string, KmsKey>
  /** The alias' ARN, and the key's. */
  keyAliases: Map<string, string>
  /** By account and Region: `999900001111/eu-central-1`. */
  ses: Map<string, SesAccount>
  /** What the mailbox holds, oldest first. */
  mails: Mail[]
  /** Generated once per state: the identity provider's client secret of the portal. */
  idpClientSecret: string
}
