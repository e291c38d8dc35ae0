'use client'

import Checkbox from '@cloudscape-design/components/checkbox'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import RadioGroup from '@cloudscape-design/components/radio-group'
import { durationInWords } from '@/lib/kernel/durations'
import type { NarrowChoices, RequestView } from '@/lib/requests/schema'
import { levelLabel } from '@/lib/scopes/words'
import { Stack } from '../basics/columns'
import { sentenceCase } from '../basics/sentence'
import { MomentFields } from '../clock/moment-fields'
import { Time } from '../clock/time'
import type { JudgedNarrowing, NarrowDraft, NarrowStep } from './narrowing'
import styles from './narrow.module.css'

type Props = {
  request: RequestView
  choices: NarrowChoices
  draft: NarrowDraft
  problem: (field: string) => string | undefined
  onChange: (values: Partial<NarrowDraft>) => void
}

/** What can be made smaller: the fields offer nothing wider than what was asked for. */
export function NarrowFields({ request, choices, draft, problem, onChange }: Props) {
  return (
    <Stack>
      {choices.prefix !== null && (
        <FormField
          stretch
          label="Folder (prefix)"
          description={choices.prefix === '' ? 'Any folder is smaller.' : `A folder under ${choices.prefix}.`}
          errorText={problem('scope.prefix')}
        >
          <Input
            value={draft.prefix}
            placeholder="whole bucket"
            autoComplete={false}
            spellcheck={false}
            onChange={({ detail }) => {
              onChange({ prefix: detail.value })
            }}
          />
        </FormField>
      )}
      <LevelChoice choices={choices} draft={draft} problem={problem} onChange={onChange} />
      <FormField
        stretch
        label="Duration"
        description={`From ${durationInWords(choices.shortestMinutes)} to ${durationInWords(choices.longestMinutes)}.`}
        errorText={problem('durationMinutes')}
      >
        <Input
          value={draft.duration}
          autoComplete={false}
          onChange={({ detail }) => {
            onChange({ duration: detail.value })
          }}
        />
      </FormField>
      {choices.start !== null && (
        <StartChoice
          asked={request.startsAt}
          window={choices.start}
          draft={draft}
          problem={problem}
          onChange={onChange}
        />
      )}
    </Stack>
  )
}

function LevelChoice({ choices, draft, problem, onChange }: Omit<Props, 'request'>) {
  const { scope, levels } = choices
  if (scope.kind === 'whole-role') return null
  const mayDelete = scope.delete
  if (levels.length < 2 && !mayDelete) return null
  return (
    <FormField stretch label="Level" errorText={problem('scope.level') ?? problem('scope.delete')}>
      <Stack gap="small">
        <RadioGroup
          value={draft.level}
          items={levels.map((level) => ({ value: level, label: sentenceCase(levelLabel(level, false)) }))}
          onChange={({ detail }) => {
            const level = levels.find((one) => one === detail.value)
            if (level !== undefined) onChange({ level, delete: level === 'read-write' && draft.delete })
          }}
        />
        {mayDelete && (
          <Checkbox
            checked={draft.delete}
            disabled={draft.level !== 'read-write'}
            onChange={({ detail }) => {
              onChange({ delete: detail.checked })
            }}
          >
            Delete objects too
          </Checkbox>
        )}
      </Stack>
    </FormField>
  )
}

function StartChoice({
  asked,
  window,
  draft,
  problem,
  onChange,
}: Pick<Props, 'draft' | 'problem' | 'onChange'> & {
  asked: string | null
  window: NonNullable<NarrowChoices['start']>
}) {
  const { start } = draft
  return (
    <Stack gap="small">
      <FormField stretch label="Start">
        <RadioGroup
          value={start === 'as asked' ? 'as asked' : 'later'}
          items={[
            {
              value: 'as asked',
              label: asked === null ? 'As soon as it is approved' : <Time at={asked} form="moment" />,
              description: 'As asked for.',
            },
            { value: 'later', label: 'Later' },
          ]}
          onChange={({ detail }) => {
            onChange({ start: detail.value === 'later' ? { at: null } : 'as asked' })
          }}
        />
      </FormField>
      {start !== 'as asked' && (
        <MomentFields
          at={start.at}
          {...window}
          error={problem('startsAt')}
          onChange={(at) => {
            onChange({ start: { at } })
          }}
        />
      )}
    </Stack>
  )
}

/** Before and after, side by side. */
export function NarrowSteps({ judged: { steps, problems } }: { judged: JudgedNarrowing }) {
  return (
    <div role="status" className={styles.steps}>
      {steps.length === 0 ? (
        <p>Nothing is smaller yet.</p>
      ) : (
        <dl>
          {steps.map((step) => (
            <Step key={step.what} step={step} />
          ))}
        </dl>
      )}
      {problems.length > 0 && steps.length > 0 && <p>Not yet: something above needs another look.</p>}
    </div>
  )
}

function Step({ step }: { step: NarrowStep }) {
  return (
    <div>
      <dt>{sentenceCase(step.what)}</dt>
      <dd>
        <del>{step.what === 'start' ? <StartText at={step.from} /> : step.from}</del>
        <ins>{step.what === 'start' ? <StartText at={step.to} /> : step.to}</ins>
      </dd>
    </div>
  )
}

function StartText({ at }: { at: string | null }) {
  return at === null ? 'as soon as approved' : <Time at={at} />
}
