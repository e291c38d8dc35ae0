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
}

export interface Bucket {
  name: string
  accountId: string
  region: string
  createdAt: string
  policy: string | null
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
  /** True when the caller of AssumeRole was itself a role session. */
  chained: boolean
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
  sessions: Map<string, RoleSession>
  signinTokens: Map<string, SigninToken>
  consoleSessions: Map<string, ConsoleSession>
  /** Generated once per state: the identity provider's client secret of the portal. */
  idpClientSecret: string
}
