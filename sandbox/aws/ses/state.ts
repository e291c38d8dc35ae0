/** An address, exact as verified, or a domain in lower case. */
export interface Identity {
  name: string
  kind: 'EmailAddress' | 'Domain'
  /** What a domain's owner would publish; null for an address. */
  token: string | null
}

/** So many recipients were sent to at that moment (milliseconds since 1970, sandbox time). */
export interface Sending {
  at: number
  recipients: number
}

/** One account's SES in one Region: identities and quotas are kept for each Region apart. */
export interface SesAccount {
  identities: Map<string, Identity>
  /** False in "the sandbox" of SES: mail goes to verified identities alone. */
  productionAccess: boolean
  max24HourSend: number
  maxSendRate: number
  /** Of the last 24 hours. */
  sendings: Sending[]
}
