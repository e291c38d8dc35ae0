import { accessKeyId, secretAccessKey, uniqueId } from './aws/ids'
import { newObject } from './aws/s3/put-object'
import type { Account, Bucket, Encryption, Role, State, User } from './aws/state'
import { parsePolicy } from './policy'

/** A policy as a value; it is checked like one that a caller sends. */
export type PolicyDocument = Record<string, unknown>

export function account(state: State, id: string, name: string): Account {
  const created: Account = { id, name, users: new Map(), roles: new Map() }
  state.accounts.set(id, created)
  return created
}

function policyText(document: PolicyDocument, kind: 'identity' | 'trust' | 'resource'): string {
  const text = JSON.stringify({ Version: '2012-10-17', ...document })
  parsePolicy(text, kind)
  return text
}

function policies(identity: PolicyDocument | undefined): Map<string, string> {
  return new Map(identity ? [['access', policyText(identity, 'identity')]] : [])
}

/** A user with one access key. */
export function user(owner: Account, name: string, identity: PolicyDocument, createdAt: string): User {
  const created: User = {
    name,
    path: '/',
    id: uniqueId('AIDA'),
    createdAt,
    accessKeys: [{ id: accessKeyId('AKIA'), secret: secretAccessKey(), createdAt }],
    policies: policies(identity),
  }
  owner.users.set(name.toLowerCase(), created)
  return created
}

export interface RoleFields {
  name: string
  /** `/daypass/` when it is not said. */
  path?: string
  description: string
  trust: PolicyDocument
  maxSessionDurationSeconds: number
  /** None for a role whose rights come from bucket policies alone. */
  identity?: PolicyDocument | undefined
}

export function role(owner: Account, fields: RoleFields, createdAt: string): Role {
  const created: Role = {
    name: fields.name,
    path: fields.path ?? '/daypass/',
    id: uniqueId('AROA'),
    createdAt,
    description: fields.description,
    trustPolicy: policyText(fields.trust, 'trust'),
    maxSessionDurationSeconds: fields.maxSessionDurationSeconds,
    policies: policies(fields.identity),
  }
  owner.roles.set(fields.name.toLowerCase(), created)
  return created
}

export interface BucketFields {
  name: string
  region: string
  objects: Readonly<Record<string, string>>
  policy?: PolicyDocument
  /** Of new objects, and of those it is made with. */
  encryption?: Encryption
}

const CONTENT_TYPES = new Map([
  ['csv', 'text/csv'],
  ['txt', 'text/plain'],
  ['json', 'application/json'],
  ['md', 'text/markdown'],
  ['log', 'text/plain'],
  ['sql', 'text/plain'],
])

function contentType(key: string): string {
  return CONTENT_TYPES.get(key.slice(key.lastIndexOf('.') + 1)) ?? 'application/octet-stream'
}

export function bucket(state: State, owner: Account, fields: BucketFields, createdAt: string): Bucket {
  const time = new Date(createdAt)
  const encryption = fields.encryption ?? { algorithm: 'AES256' }
  const created: Bucket = {
    name: fields.name,
    accountId: owner.id,
    region: fields.region,
    createdAt,
    policy: fields.policy ? policyText(fields.policy, 'resource') : null,
    encryption,
    objects: new Map(
      Object.entries(fields.objects).map(([key, body]) => [
        key,
        newObject(key, Buffer.from(body), { contentType: contentType(key), time, encryption }),
      ]),
    ),
  }
  state.buckets.set(fields.name, created)
  return created
}
