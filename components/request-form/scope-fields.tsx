'use client'

import Checkbox from '@cloudscape-design/components/checkbox'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import RadioGroup from '@cloudscape-design/components/radio-group'
import Select from '@cloudscape-design/components/select'
import type { EntitlementForm } from '@/lib/catalog/schema'
import type { Level } from '@/lib/scopes/schema'
import { Choices } from './choices'
import { completePrefix } from './draft'
import type { FieldProps } from './field-props'
import styles from './form.module.css'

type S3Offer = Extract<EntitlementForm['offer'], { kind: 's3' }>
type Props = FieldProps & { offer: S3Offer }

const LEVEL: Record<Level, { label: string; description: string }> = {
  list: { label: 'List', description: 'See the names of objects.' },
  read: { label: 'Read', description: 'List, and read objects and their tags.' },
  'read-write': { label: 'Read and write', description: 'Read, and put objects.' },
}

/** Which part of a bucket, and what may be done there. */
export function ScopeFields(props: Props) {
  return (
    <>
      <BucketField {...props} />
      <PrefixField {...props} />
      <LevelField {...props} />
    </>
  )
}

function BucketField({ offer, draft, settle, problem }: Props) {
  const options = offer.buckets.map(({ bucket }) => ({ value: bucket, label: bucket }))
  return (
    <FormField stretch label="Bucket" errorText={problem('scope.bucket')}>
      <Select
        selectedOption={{ value: draft.bucket, label: draft.bucket }}
        options={options}
        {...(options.length > 20 ? { filteringType: 'auto' as const } : {})}
        onChange={({ detail }) => {
          const bucket = offer.buckets.find((one) => one.bucket === detail.selectedOption.value)
          if (bucket !== undefined)
            settle({ bucket: bucket.bucket, prefix: bucket.prefixes[0] ?? '' }, 'scope.bucket')
        }}
      />
    </FormField>
  )
}

function PrefixField({ offer, draft, type, settle, problem }: Props) {
  const prefixes = offer.buckets.find(({ bucket }) => bucket === draft.bucket)?.prefixes ?? []
  return (
    <FormField
      stretch
      label="Folder (prefix)"
      description={prefixDescription(prefixes)}
      errorText={problem('scope.prefix')}
    >
      {prefixes.length > 1 && (
        <Choices
          label="Offered here"
          choices={prefixes.map((prefix) => ({
            value: prefix,
            text: prefix === '' ? 'whole bucket' : prefix,
          }))}
          chosen={draft.prefix}
          onChoose={(prefix) => {
            settle({ prefix }, 'scope.prefix')
          }}
        />
      )}
      <Input
        value={draft.prefix}
        placeholder="whole bucket"
        autoComplete={false}
        spellcheck={false}
        onChange={({ detail }) => {
          type({ prefix: detail.value }, 'scope.prefix')
        }}
        onBlur={() => {
          settle({ prefix: completePrefix(draft.prefix) }, 'scope.prefix')
        }}
      />
    </FormField>
  )
}

function prefixDescription(prefixes: readonly string[]): string {
  if (prefixes.includes(''))
    return 'Any folder, as in reports/2026/. Leave it empty for the whole bucket. Less is approved sooner.'
  return `A folder under ${prefixes.join(' or ')}. Name a smaller one if that is enough: less is approved sooner.`
}

function LevelField({ offer, draft, settle, problem }: Props) {
  return (
    <FormField
      stretch
      label="What you need to do"
      errorText={problem('scope.level') ?? problem('scope.delete')}
    >
      <RadioGroup
        value={draft.level}
        items={offer.levels.map((level) => ({ value: level, ...LEVEL[level] }))}
        onChange={({ detail }) => {
          const level = offer.levels.find((one) => one === detail.value)
          if (level !== undefined)
            settle({ level, delete: level === 'read-write' && draft.delete }, 'scope.level')
        }}
      />
      {offer.delete && (
        <div className={styles.tick}>
          <Checkbox
            checked={draft.delete}
            disabled={draft.level !== 'read-write'}
            description="Comes with read and write only."
            onChange={({ detail }) => {
              settle({ delete: detail.checked }, 'scope.delete')
            }}
          >
            Delete objects too
          </Checkbox>
        </div>
      )}
    </FormField>
  )
}
