export interface MailRecipient {
  address: string
  /** True where the address takes no mail: it was accepted for delivery and came back. */
  bounced: boolean
}

/** One mail as it was taken for delivery. */
export interface Mail {
  id: string
  /** Sandbox time, ISO 8601. */
  receivedAt: string
  via: 'ses' | 'smtp'
  /** The envelope's sender, where bounces go. */
  sender: string
  /** The envelope's recipients, whatever the mail's header says. */
  recipients: MailRecipient[]
  /** The whole mail, byte for byte. */
  rawBase64: string
}
