import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter'

type Formatted = PropertyFilterProps.FormattedToken

const OPERATOR_WORDS: Readonly<Record<string, string>> = {
  '=': 'is',
  ':': 'contains',
  '>=': 'from',
  '<': 'before',
}

/** "Person contains alice": a filter as it is read out. */
function tokenInWords({ propertyLabel, operator, value }: Formatted): string {
  return `${propertyLabel} ${OPERATOR_WORDS[operator] ?? operator} ${value}`
}

/** What the filter bar says of itself. */
export const FILTER_STRINGS: PropertyFilterProps.I18nStrings = {
  dismissAriaLabel: 'Close',
  clearAriaLabel: 'Clear what was typed',
  groupValuesText: 'Values',
  groupPropertiesText: 'Filter by',
  operatorsText: 'Compare',
  operationAndText: 'and',
  operationOrText: 'or',
  operatorEqualsText: 'Is',
  operatorContainsText: 'Contains',
  operatorGreaterOrEqualText: 'From',
  operatorLessText: 'Before',
  editTokenHeader: 'Change the filter',
  propertyText: 'Filter by',
  operatorText: 'Compare',
  valueText: 'Value',
  cancelActionText: 'Cancel',
  applyActionText: 'Apply',
  clearFiltersText: 'Clear filters',
  formatToken: tokenInWords,
  removeTokenButtonAriaLabel: (token) => `Remove the filter: ${tokenInWords(token)}`,
  enteredTextLabel: (text) => `Use: “${text}”`,
}
