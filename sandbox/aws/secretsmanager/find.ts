import { sandboxNow } from '../clock'
import type { RegionalCall } from '../json/operation'
import type { Sandbox } from '../sandbox'
import type { StoredSecret } from './state'

const SUFFIX_LENGTH = '-abcdef'.length

/** What a SecretId stands for, whether or not there is such a secret. */
export interface Named {
  secret: StoredSecret | undefined
  /** What the request is judged on: the secret's own ARN, or one without the six random characters. */
  arn: string
  accountId: string
}

/** Secrets whose time has come are gone. */
export function dropDeleted({ state, changed }: Sandbox): void {
  const now = sandboxNow(state)
  for (const { arn, deletion } of state.secrets.values()) {
    if (!deletion || now < new Date(deletion.goesAt)) continue
    state.secrets.delete(arn)
    changed()
  }
}

function arnWithoutSuffix({ arn }: StoredSecret): string {
  return arn.slice(0, -SUFFIX_LENGTH)
}

/**
 * Finds by name in the caller's account and Region, by ARN, and by an ARN without its six random characters. Another
 * account's secrets are named by their whole ARN alone: Secrets Manager user guide, "Access from a different account".
 */
export function findSecret({ sandbox, caller, region }: RegionalCall, secretId: string): Named {
  dropDeleted(sandbox)
  const own = caller.principal.accountId
  const arn = secretId.startsWith('arn:')
    ? secretId
    : `arn:aws:secretsmanager:${region}:${own}:secret:${secretId}`
  const [, , , arnRegion, accountId = ''] = arn.split(':')
  const exact = sandbox.state.secrets.get(arn)
  const partial = [...sandbox.state.secrets.values()].find(
    (candidate) => candidate.accountId === own && arnWithoutSuffix(candidate) === arn,
  )
  const secret = arnRegion === region ? (exact ?? partial) : undefined
  return { secret, arn: secret?.arn ?? arn, accountId }
}

/** The secret of that name in the caller's account and Region. */
export function findByName(
  { sandbox, caller, region }: RegionalCall,
  name: string,
): StoredSecret | undefined {
  dropDeleted(sandbox)
  return [...sandbox.state.secrets.values()].find(
    (secret) =>
      secret.name === name && secret.accountId === caller.principal.accountId && secret.region === region,
  )
}
