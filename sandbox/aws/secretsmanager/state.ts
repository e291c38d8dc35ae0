/** One version of a secret's value. */
export interface SecretVersion {
  id: string
  /** Exactly one of the two. */
  string: string | null
  binaryBase64: string | null
  createdAt: string
  /** The ARN of the customer's key that it is encrypted with; null for aws/secretsmanager. */
  kmsKeyArn: string | null
  /** `AWSCURRENT`, `AWSPREVIOUS` and the caller's own. None: the version is deprecated. */
  stages: string[]
  lastAccessedOn: string | null
}

export interface StoredSecret {
  arn: string
  name: string
  accountId: string
  region: string
  description: string
  /** As the caller named it; null for aws/secretsmanager. */
  kmsKeyId: string | null
  tags: Map<string, string>
  /** In the order of their creation. */
  versions: Map<string, SecretVersion>
  policy: string | null
  createdAt: string
  changedAt: string
  /** The day, at midnight, as AWS keeps it. */
  lastAccessedOn: string | null
  /** Since when it is scheduled for deletion, and when it goes; null when it is not. */
  deletion: { requestedAt: string; goesAt: string; forced: boolean } | null
}
