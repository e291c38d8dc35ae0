/** Somebody to click on. `sub` is who they are; the rest is what the provider says about them. */
export type IdpPerson = {
  sub: string
  handle: string
  name: string
  email: string
  groups: readonly string[]
  /** The manager's handle; nobody's for whom it is left out. */
  manager?: string
  note: string
}

const person = (handle: string, name: string, groups: readonly string[], note: string): IdpPerson => ({
  sub: `sandbox-${handle}`,
  handle,
  name,
  email: `${handle}@example.com`,
  groups,
  note,
})

/** The demo's people: three engineers, one of them a contractor, three approvers of different groups, an auditor, an administrator, somebody with no group. */
export const demoPeople: readonly IdpPerson[] = [
  { ...person('alice', 'Alice Moreau', ['engineers'], 'Engineer'), manager: 'carla' },
  { ...person('ben', 'Ben Okafor', ['engineers'], 'Engineer'), manager: 'carla' },
  person('carla', 'Carla Rossi', ['finance-approvers'], 'Approves for finance'),
  person('dmitri', 'Dmitri Volkov', ['platform-approvers'], 'Approves for the platform'),
  person('erin', 'Erin Nakamura', ['auditors'], 'Auditor'),
  person('frank', 'Frank Lindqvist', ['daypass-admins'], 'Administrator'),
  person('gwen', 'Gwen Adeyemi', [], 'No group, no role'),
  { ...person('hugo', 'Hugo Brandt', ['engineers', 'contractors'], 'Engineer, contractor'), manager: 'ines' },
  person('ines', 'Ines Duarte', ['payroll-approvers'], 'Approves for payroll'),
]
