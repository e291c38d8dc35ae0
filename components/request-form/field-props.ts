import type { Draft } from './draft'
import type { FieldName } from './field-problems'

/** What every field of the form gets. */
export type FieldProps = {
  draft: Draft
  /** Takes over what is being typed: a new problem is not shown before the field is left, one that is shown goes when mended. */
  type: (values: Partial<Draft>, field: FieldName) => void
  /** Takes over what was chosen, or the end of typing: the field's problems may be shown from now on. */
  settle: (values: Partial<Draft>, field: FieldName) => void
  /** What to show at a field now, if anything. */
  problem: (field: FieldName) => string | undefined
}
