/** What happens to an entitlement when a change is applied. */
export type ChangeKind = 'new' | 'changed' | 'withdrawn' | 'offered-again'

/** One thing of an entitlement that is another than before, in words; null where there is none. */
export type FieldChange = { label: string; before: string | null; after: string | null }

/** People by name, the first few and how many more, and the groups of which Daypass knows no member. */
export type Named = { names: readonly string[]; more: number; groups: readonly string[] }

/** A running grant or a pending request for which a change has a consequence, in words. Times are ISO 8601. */
export type TouchedThing = { id: string; personName: string; until: string; consequence: string }

/** How many are touched, and the first few of them. */
export type Touched = { count: number; shown: readonly TouchedThing[] }

/** What a change does to one entitlement. */
export type EntitlementChange = {
  id: string
  name: string
  accountName: string
  kind: ChangeKind
  fields: readonly FieldChange[]
  mayAsk: { gain: Named; lose: Named }
  decides: { gain: Named; lose: Named }
  grants: Touched
  requests: Touched
}

export type ListedMemberName = { group: string; handle: string; email: string }

/** What a catalogue would change: only what is not as it is offered now. */
export type CatalogPlan = {
  changes: readonly EntitlementChange[]
  unchanged: number
  /** Changes of the lists of groups' members (`people.yaml`), which authorize nothing. */
  members: { added: readonly ListedMemberName[]; removed: readonly ListedMemberName[] }
}

/** Something that an administrator would gain, so that another one has to confirm it. */
export type Gain = { entitlementId: string; entitlementName: string; sentence: string }

export type CatalogChangeKind = 'first' | 'emergency' | 'proposal'
export type CatalogChangeStatus = 'open' | 'applied' | 'declined' | 'superseded'

/** A change in a list. */
export type CatalogChangeSummary = {
  id: string
  kind: CatalogChangeKind
  status: CatalogChangeStatus
  /** The operating system's user and the machine. */
  operator: string
  message: string | null
  createdAt: string
  closedAt: string | null
  closedByName: string | null
  comment: string | null
}

/** A change with all that it does, and what stands between an administrator and confirming it. */
export type CatalogChangeView = CatalogChangeSummary & {
  /** A page of what it changes, and how many there are of each kind. Null when its files have mistakes. */
  plan: (CatalogPlan & { counts: Readonly<Record<ChangeKind, number>> }) | null
  /** The page of `plan.changes` that this is, from 1, and how many there are. */
  page: number
  pages: number
  /** The difference is to what is offered now, which is not what was offered when it was handed in. */
  offerMoved: boolean
  fileNames: readonly string[]
  /** Of an open one: what the viewer would gain. */
  gains: readonly Gain[]
  /** Of an open one: what confirming it is bound to. */
  shownHash: string | null
  /** What this version of Daypass finds wrong with the files, each with file and line. */
  mistakes: readonly string[]
}

/** An entitlement in the administrators' list. */
export type CatalogEntry = {
  id: string
  name: string
  accountName: string
  accountId: string
  role: string
  ownerGroup: string
  withdrawn: boolean
}

/** What a search of the whole catalogue finds for an administrator. */
export type FoundEntries = {
  found: number
  entries: readonly CatalogEntry[]
  /** Where the next page begins; null on the last one. */
  next: string | null
  /** The proposal that waits for an administrator. */
  open: CatalogChangeSummary | null
}

/** A change of one entitlement: what it was made into, by which change, and how that differs from before. */
export type VersionStep = {
  change: CatalogChangeSummary
  kind: ChangeKind
  versionId: string
  appliedAt: string
  fields: readonly FieldChange[]
}

/** One entitlement with its history, newest first. */
export type CatalogEntryPage = CatalogEntry & {
  description: string
  versionId: string
  /** The whole of the current version, in words. */
  facts: readonly { label: string; text: string }[]
  steps: readonly VersionStep[]
  next: string | null
}
