/** A symmetric KMS key. */
export interface KmsKey {
  id: string
  arn: string
  accountId: string
  region: string
  createdAt: string
  description: string
  /** `AWS` for the keys that a service makes for an account, such as `alias/aws/s3`. */
  manager: 'CUSTOMER' | 'AWS'
  policy: string
  enabled: boolean
  /** When it goes for good, while it is pending deletion. */
  deletionDate: string | null
  /** 32 bytes. */
  materialBase64: string
  tags: Map<string, string>
}
