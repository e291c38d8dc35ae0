import type { RequestSummary } from '@/lib/requests/schema'
import { durationOnOneLine } from '../basics/durations'
import { sentenceCase } from '../basics/sentence'

/** "List and read objects under 2026/ in finance-reports for 2 h"; for an extension "… for 2 h longer". */
export function requestTitle({
  kind,
  scopeInWords,
  durationMinutes,
}: Pick<RequestSummary, 'kind' | 'scopeInWords' | 'durationMinutes'>): string {
  const longer = kind === 'extension' ? ' longer' : ''
  return `${sentenceCase(scopeInWords)} for ${durationOnOneLine(durationMinutes)}${longer}`
}
