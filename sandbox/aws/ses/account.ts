import { sandboxNow } from '../clock'
import { opaqueToken } from '../ids'
import type { RegionalCall } from '../json/operation'
import type { State } from '../state'
import type { Identity, SesAccount } from './state'

/** A new account is in "the sandbox" of SES: SES Developer Guide, "Request production access". */
const NEW_ACCOUNT = { productionAccess: false, max24HourSend: 200, maxSendRate: 1 }
const PRODUCTION = { productionAccess: true, max24HourSend: 50_000, maxSendRate: 14 }

/** The account's SES in that Region; made when first asked for. */
export function sesAccount(state: State, accountId: string, region: string): SesAccount {
  const key = `${accountId}/${region}`
  const found = state.ses.get(key)
  if (found) return found
  const created: SesAccount = { ...NEW_ACCOUNT, identities: new Map(), sendings: [] }
  state.ses.set(key, created)
  return created
}

/** The caller's. */
export function ownSes({ sandbox, caller, region }: RegionalCall): SesAccount {
  return sesAccount(sandbox.state, caller.principal.accountId, region)
}

/** Registers an identity as verified; again changes nothing. */
export function verify(account: SesAccount, kind: Identity['kind'], name: string): Identity {
  const found = account.identities.get(name)
  if (found) return found
  const identity: Identity = { name, kind, token: kind === 'Domain' ? opaqueToken(32) : null }
  account.identities.set(name, identity)
  return identity
}

/** For worlds: an account that may send from this domain to everybody. */
export function verifiedDomain(state: State, accountId: string, region: string, domain: string): void {
  const account = Object.assign(sesAccount(state, accountId, region), PRODUCTION)
  verify(account, 'Domain', domain)
}

function withoutLabel(address: string): string {
  return address.replace(/\+[^@]*@/, '@')
}

/**
 * The identity that speaks for an address: the address itself (case counts), the same without its label, or its domain
 * or one above it. SES Developer Guide, "Creating and verifying identities".
 */
export function identityOf(account: SesAccount, address: string): Identity | undefined {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
  const labels = domain.split('.')
  const names = [address, withoutLabel(address), ...labels.map((_, i) => labels.slice(i).join('.'))]
  return names.map((name) => account.identities.get(name)).find((identity) => identity !== undefined)
}

/** What was sent before the last 24 hours is forgotten. */
export function recentSendings(state: State, account: SesAccount): SesAccount['sendings'] {
  const now = sandboxNow(state).getTime()
  account.sendings = account.sendings.filter(({ at }) => at > now - 86_400_000 && at <= now)
  return account.sendings
}
