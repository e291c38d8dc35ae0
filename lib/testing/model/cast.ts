/** Somebody of the model, as the identity provider knows them. */
export type Identity = { groups: readonly string[]; email: string; managerHandle: string | null }

const at = (handle: string) => `${handle}@example.com`

/** Who is who at the beginning: second accounts with one address, approvers who ask, and a manager of their own. */
export const CAST = {
  alice: { groups: ['engineers'], email: at('alice'), managerHandle: 'mia' },
  bob: { groups: ['engineers', 'finance'], email: at('bob'), managerHandle: 'carla' },
  carla: { groups: ['engineers', 'finance'], email: at('carla'), managerHandle: 'carla' },
  chris: { groups: ['finance'], email: at('chris'), managerHandle: null },
  dora: { groups: ['finance', 'platform'], email: at('dora'), managerHandle: 'mia' },
  dmitri: { groups: ['platform'], email: at('dmitri'), managerHandle: null },
  mia: { groups: ['leads'], email: at('mia'), managerHandle: null },
  felix: { groups: ['duty'], email: at('felix'), managerHandle: null },
  rita: { groups: ['reviewers'], email: at('rita'), managerHandle: null },
  adam: { groups: ['administrators'], email: at('adam'), managerHandle: null },
  ann: { groups: ['administrators', 'finance', 'platform'], email: at('ann'), managerHandle: null },
  'alice-two': {
    groups: ['finance', 'platform', 'reviewers'],
    email: 'Alice@example.com',
    managerHandle: null,
  },
  'carla-two': { groups: ['finance', 'platform', 'duty'], email: at('carla'), managerHandle: null },
} as const satisfies Record<string, Identity>

export type Handle = keyof typeof CAST
export const EVERYBODY = Object.keys(CAST) as Handle[]
export const ASKERS: readonly Handle[] = ['alice', 'bob', 'carla', 'alice', 'bob', 'carla', 'alice', 'chris']
export const DECIDERS: readonly Handle[] = ['chris', 'dora', 'dmitri', 'carla', 'ann', 'bob']
export const ADMINISTRATORS: readonly Handle[] = ['adam', 'ann']
