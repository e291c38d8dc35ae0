import { z } from 'zod'
import { authorize } from '../call'
import { AwsError } from '../errors'
import { operation } from '../json/operation'
import { secretFields, versionsToStages } from './describe-secret'
import { dropDeleted } from './find'
import { pageOf } from './pages'
import type { StoredSecret } from './state'

interface Filter {
  Key?: string | undefined
  Values?: string[] | undefined
}

/** "Find secrets": all but the description are matched with regard to case, each from its beginning. */
const MATCHES: ReadonlyMap<string, (secret: StoredSecret, value: string) => boolean> = new Map([
  ['name', ({ name }, value) => name.startsWith(value)],
  ['tag-key', ({ tags }, value) => [...tags.keys()].some((key) => key.startsWith(value))],
  ['tag-value', ({ tags }, value) => [...tags.values()].some((tag) => tag.startsWith(value))],
  ['description', ({ description }, value) => description.toLowerCase().startsWith(value.toLowerCase())],
])

/** Any of the values; `!` in front of one turns it round. */
function passes(secret: StoredSecret, { Key = '', Values = [] }: Filter): boolean {
  const matches = MATCHES.get(Key)
  if (!matches) throw new AwsError('NotImplemented', `The sandbox does not support the filter ${Key}.`, 501)
  return Values.some((value) =>
    value.startsWith('!') ? !matches(secret, value.slice(1)) : matches(secret, value),
  )
}

const ORDERS: ReadonlyMap<string, (secret: StoredSecret) => string> = new Map([
  ['created-date', ({ createdAt }) => createdAt],
  ['last-changed-date', ({ changedAt }) => changedAt],
  ['last-accessed-date', ({ lastAccessedOn }) => lastAccessedOn ?? ''],
  ['name', ({ name }) => name],
])

function inOrder(secrets: StoredSecret[], by: string, order: string): StoredSecret[] {
  const key = ORDERS.get(by) ?? (({ createdAt }) => createdAt)
  const ascending = secrets.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
  return order === 'asc' ? ascending : ascending.reverse()
}

const members = {
  IncludePlannedDeletion: z.boolean().optional(),
  MaxResults: z.int().optional(),
  NextToken: z.string().optional(),
  Filters: z
    .array(z.object({ Key: z.string().optional(), Values: z.array(z.string()).optional() }))
    .optional(),
  SortOrder: z.string().optional(),
  SortBy: z.string().optional(),
}

export const listSecrets = operation(members, (call, input) => {
  const { sandbox, region } = call
  const { accountId } = call.caller.principal
  authorize(call, { action: 'secretsmanager:ListSecrets', resource: '*', resourceAccount: accountId })
  dropDeleted(sandbox)
  const found = [...sandbox.state.secrets.values()].filter(
    (secret) =>
      secret.accountId === accountId &&
      secret.region === region &&
      (input.IncludePlannedDeletion === true || secret.deletion === null) &&
      (input.Filters ?? []).every((filter) => passes(secret, filter)),
  )
  const { items, ...next } = pageOf(
    inOrder(found, input.SortBy ?? 'created-date', input.SortOrder ?? 'desc'),
    input,
  )
  const entries = items.map((secret) => ({
    ...secretFields(secret),
    SecretVersionsToStages: versionsToStages(secret),
  }))
  return { SecretList: entries, ...next }
})
