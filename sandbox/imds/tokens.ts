import { urlToken } from '../aws/ids'

export const TTL_HEADER = 'x-aws-ec2-metadata-token-ttl-seconds'
const LONGEST_TTL_SECONDS = 21_600
const DROPPED_BEYOND = 1000

/** The session tokens of one metadata service. They live in memory: a restart ends them, as at AWS. */
export class MetadataTokens {
  private readonly endings = new Map<string, number>()

  /** Null for a time to live that is not 1 to 21,600 seconds. */
  issue(ttl: string | undefined): string | null {
    const seconds = /^\d{1,5}$/.test(ttl ?? '') ? Number(ttl) : 0
    if (seconds < 1 || seconds > LONGEST_TTL_SECONDS) return null
    if (this.endings.size >= DROPPED_BEYOND) this.dropEnded()
    const token = urlToken()
    this.endings.set(token, Date.now() + seconds * 1000)
    return token
  }

  /** Whole seconds that the token still lives; null for one that never was or has ended. */
  remainingSeconds(token: string): number | null {
    const left = (this.endings.get(token) ?? 0) - Date.now()
    return left > 0 ? Math.ceil(left / 1000) : null
  }

  private dropEnded(): void {
    for (const [token, end] of this.endings) if (end <= Date.now()) this.endings.delete(token)
  }
}
