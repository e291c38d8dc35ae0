import type { StoredSecret } from './state'

export const CURRENT = 'AWSCURRENT'
const PREVIOUS = 'AWSPREVIOUS'

/** The version that carries the label: one at most. */
export function versionWith(secret: StoredSecret, stage: string) {
  return [...secret.versions.values()].find(({ stages }) => stages.includes(stage))
}

export function removeStage(secret: StoredSecret, stage: string): void {
  for (const version of secret.versions.values()) {
    version.stages = version.stages.filter((label) => label !== stage)
  }
}

/** Moves a label; the version that AWSCURRENT leaves becomes AWSPREVIOUS. */
export function moveStage(secret: StoredSecret, stage: string, versionId: string): void {
  const former = versionWith(secret, stage)
  const target = secret.versions.get(versionId)
  if (!target || former === target) return
  removeStage(secret, stage)
  target.stages.push(stage)
  if (stage === CURRENT && former) moveStage(secret, PREVIOUS, former.id)
}
