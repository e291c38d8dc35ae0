import { z } from 'zod'
import { authorize } from '../call'
import { AwsError } from '../errors'
import { operation, type JsonOperation, type RegionalCall } from '../json/operation'
import { findKey } from './find-key'
import { aliasArn } from './keys'
import { ownKey, refusePendingDeletion } from './own-key'
import { page, pageMembers } from './pages'

/** Throws unless it is `alias/…` and not one of those that AWS keeps for its services. */
function ownAliasArn(call: RegionalCall, name: string): string {
  if (!/^alias\/[\w/-]+$/.test(name) || name.startsWith('alias/aws/')) {
    throw new AwsError('InvalidAliasNameException', `${name} is not the name of an alias of your own.`)
  }
  return aliasArn(call.caller.principal.accountId, call.region, name)
}

/** "Controlling access to aliases", KMS Developer Guide: by identity policy on the alias, and by key policy on its key. */
function authorizeAlias(call: RegionalCall, action: string, resource: string): void {
  const resourceAccount = call.caller.principal.accountId
  authorize(call, { action: `kms:${action}`, resource, resourceAccount })
}

const createAlias = operation(
  { AliasName: z.string(), TargetKeyId: z.string() },
  (call, { AliasName, TargetKeyId }) => {
    const arn = ownAliasArn(call, AliasName)
    authorizeAlias(call, 'CreateAlias', arn)
    const key = ownKey(call, TargetKeyId, 'CreateAlias')
    refusePendingDeletion(key)
    const { keyAliases } = call.sandbox.state
    if (keyAliases.has(arn)) {
      throw new AwsError('AlreadyExistsException', `An alias with the name ${arn} already exists`)
    }
    keyAliases.set(arn, key.arn)
    call.sandbox.changed()
    return {}
  },
)

const deleteAlias = operation({ AliasName: z.string() }, (call, { AliasName }) => {
  const arn = ownAliasArn(call, AliasName)
  authorizeAlias(call, 'DeleteAlias', arn)
  const { accountId } = call.caller.principal
  const key = findKey(call.sandbox, arn, { accountId, region: call.region })
  ownKey(call, key.arn, 'DeleteAlias')
  call.sandbox.state.keyAliases.delete(arn)
  call.sandbox.changed()
  return {}
})

const listAliases = operation(
  { KeyId: z.string().optional(), ...pageMembers },
  (call, { KeyId, ...paging }) => {
    const { accountId } = call.caller.principal
    const place = { accountId, region: call.region }
    authorizeAlias(call, 'ListAliases', '*')
    const wanted = KeyId === undefined ? undefined : findKey(call.sandbox, KeyId, place).arn
    const own = [...call.sandbox.state.keyAliases].filter(
      ([arn, keyArn]) =>
        arn.startsWith(aliasArn(accountId, call.region, '')) && (wanted ?? keyArn) === keyArn,
    )
    const { items, more } = page(own, ([arn]) => arn, paging)
    const Aliases = items.map(([arn, keyArn]) => ({
      AliasArn: arn,
      AliasName: arn.slice(arn.indexOf(':alias/') + 1),
      TargetKeyId: keyArn.slice(keyArn.lastIndexOf('/') + 1),
    }))
    return { Aliases, ...more }
  },
)

export const aliasOperations: Readonly<Record<string, JsonOperation>> = {
  CreateAlias: createAlias,
  DeleteAlias: deleteAlias,
  ListAliases: listAliases,
}
