import type { ConstraintKind } from './constraints'
import type { ModelService } from './shapes'

/** A constraint that a model states and the sandbox does not hold callers to. */
export interface Unenforced {
  service: ModelService
  path: string
  kinds: readonly ConstraintKind[]
  reason: string
}

export const UNENFORCED: readonly Unenforced[] = [
  {
    service: 's3',
    path: 'Bucket',
    kinds: ['required'],
    reason: 'An address without a bucket is that of another operation.',
  },
  {
    service: 's3',
    path: 'Key',
    kinds: ['required', 'min'],
    reason: 'An address without a key is that of an operation on the bucket.',
  },
  {
    service: 's3',
    path: 'UploadId',
    kinds: ['required'],
    reason: 'An address without an upload is that of another operation.',
  },
  {
    service: 's3',
    path: 'PartNumber',
    kinds: ['required'],
    reason: 'An address without a part number is that of another operation.',
  },
]

/** True when the model's constraint is on the list. */
export function isUnenforced(service: ModelService, path: string, kind: ConstraintKind): boolean {
  return UNENFORCED.some(
    (entry) => entry.service === service && entry.path === path && entry.kinds.includes(kind),
  )
}
