'use client'

import PropertyFilter from '@cloudscape-design/components/property-filter'
import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter'
import { useViewer } from '../clock/viewer'
import { filtersOf, tokensOf } from './filter-model'
import type { AuditFilter, Filters } from './filter-model'
import { FILTER_STRINGS } from './filter-strings'
import { InstantForm } from './instant-form'
import { momentInWords } from './instants'

/** The filters of a list as a bar to type into. All of them have to match. */
export function FilterBar({
  label,
  offered,
  filters,
  isLoading,
  countText,
  onChange,
}: {
  /** What is filtered, in the plural. */
  label: string
  offered: readonly AuditFilter[]
  filters: Filters
  isLoading: boolean
  countText: string
  onChange: (filters: Filters) => void
}) {
  const { zone } = useViewer()
  return (
    <PropertyFilter
      query={{ operation: 'and', tokens: tokensOf(filters, offered) }}
      filteringProperties={propertiesOf(offered, zone)}
      filteringOptions={optionsOf(offered)}
      disableFreeTextFiltering
      hideOperations
      i18nStrings={FILTER_STRINGS}
      loading={isLoading}
      countText={countText}
      filteringAriaLabel={`Filter ${label}`}
      filteringPlaceholder={`Filter ${label}`}
      filteringEmpty="No suggestion. Choose what to filter by first, then type."
      onChange={({ detail }) => {
        onChange(filtersOf(detail.tokens, offered))
      }}
    />
  )
}

function propertiesOf(
  offered: readonly AuditFilter[],
  zone: string,
): PropertyFilterProps.FilteringProperty[] {
  const properties = Map.groupBy(offered, ({ property }) => property)
  return [...properties.values()].flatMap((filters) => {
    const [first] = filters
    if (first === undefined) return []
    const { property, label, valuesLabel, operator } = first
    const operators = filters.map((filter) => operatorOf(filter, zone))
    return [
      {
        key: property,
        propertyLabel: label,
        groupValuesLabel: valuesLabel,
        operators,
        defaultOperator: operator,
      },
    ]
  })
}

function operatorOf({ operator, kind, options }: AuditFilter, zone: string) {
  if (kind === 'instant')
    return {
      operator,
      form: (props: PropertyFilterProps.ExtendedOperatorFormProps<unknown>) => <InstantForm {...props} />,
      format: (value: unknown) => momentInWords(zone, String(value)),
    }
  const label = (value: unknown) => options?.find((option) => option.value === value)?.label ?? String(value)
  return { operator, format: label }
}

function optionsOf(offered: readonly AuditFilter[]): PropertyFilterProps.FilteringOption[] {
  return offered.flatMap(({ property, options = [] }) =>
    options.map((option) => ({ ...option, propertyKey: property })),
  )
}
