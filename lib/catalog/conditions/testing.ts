import type { PolicyFacts } from './facts'

type Deep<T> = T extends Date | readonly unknown[]
  ? T
  : T extends object
    ? { [Key in keyof T]?: Deep<T[Key]> }
    : T

/** Facts of an ordinary request on a Sunday evening in Berlin, changed as a test needs them. */
export function factsWith(changes: Deep<PolicyFacts> = {}): PolicyFacts {
  const facts: PolicyFacts = {
    request: {
      kind: 'ordinary',
      reason: 'Quarter end',
      ticket: 'FIN-12',
      deliveries: ['console', 'terminal'],
      extensionsBefore: 0,
    },
    requester: { handle: 'ada', groups: ['engineers', 'contractors'], manager: 'carla' },
    entitlement: {
      id: 'reports',
      name: 'Reports',
      role: 'daypass/Reports',
      owner: 'finance',
      canOutlive: false,
    },
    account: {
      id: 'finance-prod',
      name: 'Finance',
      accountId: '111122223333',
      region: 'eu-central-1',
      tags: { env: 'prod', 'cost-center': '7' },
    },
    scope: { kind: 's3', bucket: 'finance-reports', prefix: '2026/', level: 'read', delete: false },
    duration: { minutes: 60, totalMinutes: 60 },
    start: { at: new Date('2026-11-22T20:12:00Z'), scheduled: false, zone: 'Europe/Berlin' },
  }
  return Object.fromEntries(
    Object.entries(facts).map(([name, fields]) => [
      name,
      { ...fields, ...changes[name as keyof PolicyFacts] },
    ]),
  ) as PolicyFacts
}
