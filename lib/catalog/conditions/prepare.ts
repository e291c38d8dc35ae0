import { celEnv, celList, celMap, isCelError, parse, plan } from '@bufbuild/cel'
import type { CelInput, CelValue } from '@bufbuild/cel'
import type { PolicyFacts } from './facts'
import { zoneClock } from './zone-clock'

/** Facts in the form in which conditions look at them. */
export type PreparedFacts =
  { bindings: Readonly<Record<string, CelValue>>; longestList: number } | { failed: string }

const timestampOf = plan(celEnv(), parse('timestamp(text)'))

/**
 * Converts facts once for many conditions. Facts that cannot be right (a zone that is not known, a time that is none, a number that
 * is not whole) let every condition over them fail.
 */
export function prepareFacts(facts: PolicyFacts): PreparedFacts {
  const { request, requester, entitlement, account, scope, duration, start } = facts
  try {
    const { day, date, month, hour, minute } = zoneClock(start.at, start.zone)
    const at = timestampOf({ text: start.at.toISOString() })
    if (isCelError(at)) return { failed: `The start cannot be read: ${at.message}.` }
    const bindings = {
      request: group({
        ...request,
        deliveries: celList([...request.deliveries]),
        extensionsBefore: BigInt(request.extensionsBefore),
      }),
      requester: group({ ...requester, groups: celList([...requester.groups]) }),
      entitlement: group(entitlement),
      account: group({ ...account, tags: group(account.tags) }),
      scope: group(scope),
      duration: group({
        minutes: BigInt(duration.minutes),
        totalMinutes: BigInt(duration.totalMinutes),
      }),
      start: group({
        at,
        scheduled: start.scheduled,
        zone: start.zone,
        day,
        date,
        month: BigInt(month),
        hour: BigInt(hour),
        minute: BigInt(minute),
      }),
    }
    const longestList = Math.max(requester.groups.length, Object.keys(account.tags).length)
    return { bindings, longestList }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { failed: `The facts of this request cannot be read: ${error.message}.` }
  }
}

function group(fields: Readonly<Record<string, CelInput>>): CelValue {
  return celMap(new Map(Object.entries(fields)))
}
