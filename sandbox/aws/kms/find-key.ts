import { sandboxNow } from '../clock'
import { AwsError } from '../errors'
import type { Sandbox } from '../sandbox'
import { aliasArn } from './keys'
import type { KmsKey } from './state'

/** Where a key id or alias without an ARN is looked up. */
export interface KeyPlace {
  accountId: string
  region: string
}

function notFound(message: string): AwsError {
  return new AwsError('NotFoundException', message)
}

function arnOf(keyId: string, { accountId, region }: KeyPlace): string {
  if (!keyId.startsWith('arn:')) {
    return aliasArn(accountId, region, keyId.startsWith('alias/') ? keyId : `key/${keyId}`)
  }
  const [, arnRegion = ''] = /^arn:aws:kms:([a-z0-9-]+):\d{12}:(?:key|alias)\/.+$/.exec(keyId) ?? []
  if (arnRegion === '') throw new AwsError('InvalidArnException', `Invalid arn ${keyId}`)
  if (arnRegion !== region) throw notFound(`Invalid arn ${arnRegion}`)
  return keyId
}

function isAlias(arn: string): boolean {
  return arn.split(':')[5]?.startsWith('alias/') ?? false
}

function isGone({ deletionDate }: KmsKey, now: Date): boolean {
  return deletionDate !== null && new Date(deletionDate) <= now
}

/** The alias that a request names its key by, if it does: the condition key `kms:RequestAlias`. */
export function requestedAlias(keyId: string): string | undefined {
  const name = keyId.startsWith('arn:') ? (keyId.split(':')[5] ?? '') : keyId
  return name.startsWith('alias/') ? name : undefined
}

/**
 * The key of an id, an alias name, or an ARN of either. Throws `NotFoundException` (also for one whose deletion is over,
 * and for an ARN of another Region) and `InvalidArnException`.
 */
export function findKey({ state }: Sandbox, keyId: string, place: KeyPlace): KmsKey {
  const arn = arnOf(keyId, place)
  const keyArn = isAlias(arn) ? state.keyAliases.get(arn) : arn
  if (keyArn === undefined) throw notFound(`Alias ${arn} is not found.`)
  const key = state.keys.get(keyArn)
  if (!key || isGone(key, sandboxNow(state))) throw notFound(`Key '${keyArn}' does not exist`)
  return key
}
