import { withCatalogue } from './catalogue'

/** An entitlement that its person may extend, and take at once by breaking the glass. */
export const WINDOW = 'window-reports'

const ENTITLEMENT = `
  ${WINDOW}:
    name: Reports with a window
    description: Finance reports that may be kept longer, and taken in an emergency.
    account: finance-prod
    role: daypass/SensitiveS3Access
    roleMaxSessionMinutes: 720
    owner: { group: finance-approvers }
    mayRequest: { groups: [engineers] }
    scope:
      kind: s3
      buckets:
        - { bucket: finance-reports, prefixes: ['2026/'] }
      levels: [list, read]
    deliveries: { terminal: true }
    maxDurationMinutes: 240
    approval: window
`

const POLICY = `
approvalPolicies:
  window:
    stages:
      - name: Data owner
        required: 1
        approvers: { groups: [finance-approvers] }
    rules:
      - name: First half hour
        when: request.kind == "extension" && request.extensionsBefore == 0 && duration.minutes <= 30
        autoApprove: true
    extension: { totalMinutes: 360 }
    breakGlass:
      longestMinutes: 120
      tell: { groups: [platform-approvers] }
      review:
        by: { groups: [finance-approvers] }
        withinMinutes: 60
        escalateTo: { groups: [platform-approvers] }
`

/** Runs `work` while the demo offers that entitlement too. */
export function withWindow(work: () => Promise<void>): Promise<void> {
  return withCatalogue(
    (yaml) => yaml.replace(/^entitlements:\n/m, `entitlements:\n${ENTITLEMENT}\n`) + POLICY,
    work,
  )
}
