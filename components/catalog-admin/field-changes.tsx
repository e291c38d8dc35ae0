import type { FieldChange } from '@/lib/catalog/change-schema'
import styles from './catalog-admin.module.css'

/** What is another than before, each thing with what it was and what it is. */
export function FieldChanges({ fields }: { fields: readonly FieldChange[] }) {
  if (fields.length === 0) return null
  return (
    <dl className={styles.fields}>
      {fields.map(({ label, before, after }) => (
        <div key={`${label} ${before ?? ''} ${after ?? ''}`}>
          <dt>{label}</dt>
          <dd>
            {before !== null && <del>{before}</del>}
            {after !== null && <ins>{after}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
