import { analyticsObjects } from './world-objects-analytics'
import { financeObjects } from './world-objects-finance'
import { platformObjects } from './world-objects-platform'

const OBJECTS = new Map(Object.entries({ ...financeObjects, ...analyticsObjects, ...platformObjects }))

/** What a demo bucket holds: key to text. */
export function bucketObjects(bucket: string): Readonly<Record<string, string>> {
  return OBJECTS.get(bucket) ?? {}
}
