'use client'

import Checkbox from '@cloudscape-design/components/checkbox'
import FormField from '@cloudscape-design/components/form-field'
import type { EntitlementForm } from '@/lib/catalog/schema'
import type { Delivery } from '@/lib/scopes/deliveries'
import { deliveryName } from '../basics/delivery-name'
import { sentenceCase } from '../basics/sentence'
import type { FieldProps } from './field-props'
import styles from './form.module.css'

type Props = FieldProps & { entitlement: EntitlementForm }

/** How sessions reach their user: each way is approved along with the rest. With one way alone there is nothing to choose. */
export function DeliveryField({ draft, settle, problem, entitlement }: Props) {
  const { deliveries } = entitlement
  const [only, ...others] = deliveries
  const error = problem('deliveries')
  if (only !== undefined && others.length === 0 && error === undefined)
    return (
      <FormField stretch label="How you will use it">
        <p className={styles.onlyWay}>
          <strong>{deliveryName(only)}.</strong> {explain(only, entitlement)}
        </p>
      </FormField>
    )
  return (
    <FormField
      stretch
      label="How you will use it"
      description="Only what you tick here is approved."
      errorText={error}
    >
      <div className={styles.ways} {...(error === undefined ? {} : { 'data-problem': true })}>
        {deliveries.map((delivery) => (
          <Checkbox
            key={delivery}
            checked={draft.deliveries.includes(delivery)}
            description={explain(delivery, entitlement)}
            onChange={({ detail }) => {
              const others = draft.deliveries.filter((one) => one !== delivery)
              settle({ deliveries: detail.checked ? [...others, delivery] : others }, 'deliveries')
            }}
          >
            {deliveryName(delivery)}
          </Checkbox>
        ))}
      </div>
    </FormField>
  )
}

function explain(delivery: Delivery, { secretInWords }: EntitlementForm): string {
  if (delivery === 'console') return 'AWS in the browser, opened from the grant’s page.'
  if (delivery === 'terminal') return 'Credentials for a shell or a tool, shown to you once when you ask.'
  return `For a program on a server: Daypass fills it as soon as the grant opens. ${sentenceCase(secretInWords ?? 'secret')}.`
}
