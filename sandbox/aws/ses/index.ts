import type { QueryOperation } from '../query'
import { getSendQuota } from './get-send-quota'
import { identityOperations } from './identities'
import { sendEmail } from './send-email'
import { sendRawEmail } from './send-raw-email'

/** SES, API version 2010-12-01. */
export const sesOperations: ReadonlyMap<string, QueryOperation> = new Map(
  Object.entries({
    ...identityOperations,
    GetSendQuota: getSendQuota,
    SendEmail: sendEmail,
    SendRawEmail: sendRawEmail,
  }),
)
