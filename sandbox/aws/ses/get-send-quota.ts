import { authorize } from '../call'
import type { QueryOperation } from '../query'
import { element } from '../xml'
import { ownSes } from './account'
import { sentLast24Hours } from './quota'

/** Recipients, as decimals: `50000.0`. */
function decimal(value: number): string {
  return value.toFixed(1)
}

export const getSendQuota: QueryOperation = (call) => {
  authorize(call, {
    action: 'ses:GetSendQuota',
    resource: '*',
    resourceAccount: call.caller.principal.accountId,
  })
  const account = ownSes(call)
  return [
    element('Max24HourSend', decimal(account.max24HourSend)),
    element('MaxSendRate', decimal(account.maxSendRate)),
    element('SentLast24Hours', decimal(sentLast24Hours(call.sandbox.state, account))),
  ]
}
