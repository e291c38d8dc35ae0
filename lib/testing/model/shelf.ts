import type { catalogFile } from '../../catalog/files'
import { resolveCatalog } from '../../catalog/resolve'
import { versionIdOf } from '../../catalog/store'
import { OFFERED, offeredOf, OWNER, VARIANTS } from './offer'
import type { Offered, OfferedId, Variant } from './offer'

/** Which version of each entitlement is offered now; none once it is withdrawn. */
export type Shelf = Record<OfferedId, Variant | null>
export const FIRST_SHELF: Shelf = { one: 'base', two: 'base', several: 'base', ruled: 'base', glass: 'base' }

/** The catalogue's one file. */
export function filesOf(shelf: Shelf) {
  const offered = OFFERED.flatMap((id) => {
    const variant = shelf[id]
    return variant === null ? [] : [[id, offeredOf(id, variant)] as const]
  })
  const content = {
    accounts: {
      main: {
        name: 'Main',
        provider: 'aws',
        accountId: '222222222222',
        region: 'eu-central-1',
        secretWriterRole: 'daypass/Writer',
      },
    },
    approvalPolicies: Object.fromEntries(offered.map(([id, one]) => [id, policyOf(one)])),
    entitlements: Object.fromEntries(offered.map(([id, one]) => [id, entitlementOf(id, one)])),
  } satisfies Parameters<typeof catalogFile.parse>[0]
  return [{ name: 'catalog.yaml', text: JSON.stringify(content) }]
}

function policyOf({ stages, rules, pending, escalateTo, extension, breakGlass }: Offered) {
  const people = (groups: string[]) => ({ groups, people: [] })
  return {
    stages,
    // The model's own reading of a condition stays here.
    rules: rules.map((rule) => ({ ...rule, holds: undefined })),
    pending: {
      limitMinutes: 180,
      ...pending,
      ...(escalateTo && { escalate: { afterMinutes: 60, to: people(escalateTo) } }),
    },
    ...(extension && { extension }),
    ...(breakGlass && {
      breakGlass: {
        longestMinutes: breakGlass.longestMinutes,
        tell: people(['platform']),
        review: {
          by: people(breakGlass.reviewers),
          withinMinutes: 90,
          escalateTo: people(breakGlass.escalateTo),
        },
      },
    }),
  }
}

function entitlementOf(id: string, { mayRequest, maxDurationMinutes }: Offered) {
  return {
    name: `Entitlement ${id}`,
    description: 'For the model.',
    account: 'main',
    role: `daypass/${id}`,
    roleMaxSessionMinutes: 720,
    owner: { group: OWNER },
    mayRequest: { groups: mayRequest },
    scope: {
      kind: 's3',
      buckets: [{ bucket: 'stuff', prefixes: ['open/', 'closed/'] }],
      levels: ['list', 'read', 'read-write'],
    },
    // Two entitlements fill one secret.
    deliveries: {
      terminal: true,
      secret: { name: id === 'two' ? 'own-{grant}' : 'Shared', readerRole: 'daypass/Reader' },
    },
    maxDurationMinutes,
    approval: id,
  }
}

/** Which version of which entitlement a version's id is. */
export function versionsById(): Map<string, Offered> {
  const found = new Map<string, Offered>()
  for (const variant of VARIANTS) {
    const shelf = Object.fromEntries(OFFERED.map((id) => [id, variant])) as Shelf
    for (const definition of resolveCatalog(filesOf(shelf)).definitions)
      found.set(versionIdOf(definition), offeredOf(definition.id as OfferedId, variant))
  }
  return found
}
