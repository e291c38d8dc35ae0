'use client'

import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import Link from '@cloudscape-design/components/link'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import type { CatalogEntryPage, VersionStep } from '@/lib/catalog/change-schema'
import { ONLY_WRITTEN_ANEW } from '@/lib/catalog/change-words'
import { Stack } from '../basics/columns'
import { CopyableId } from '../basics/copyable-id'
import { Facts } from '../basics/facts'
import { PageHeader } from '../basics/page-header'
import { Time } from '../clock/time'
import styles from './catalog-admin.module.css'
import { ChangeSource } from './change-source'
import { ChangeKindLabel } from './entitlement-change'
import { FieldChanges } from './field-changes'

/** One entitlement: all that it says now, and everything that was ever made of it. */
export function EntryScreen({ entry }: { entry: CatalogEntryPage }) {
  const facts = entry.facts.map(({ label, text }) => ({ label, value: text }))
  return (
    <Stack>
      <PageHeader
        title={entry.name}
        description={
          entry.withdrawn ? (
            <StatusIndicator type="stopped">Withdrawn: nobody can ask for it</StatusIndicator>
          ) : (
            entry.description
          )
        }
        crumbs={[{ text: 'Catalogue', href: '/admin/catalog' }]}
      />
      <Container
        header={
          <Header variant="h2" description={<CopyableId id={entry.versionId} label="the version’s id" />}>
            {entry.withdrawn ? 'As it was offered last' : 'As it is offered now'}
          </Header>
        }
      >
        <Facts items={facts} />
      </Container>
      <Container disableContentPaddings header={<Header variant="h2">Its history</Header>}>
        <ul className={styles.rows}>
          {entry.steps.map((step) => (
            <Step key={step.change.id} step={step} />
          ))}
        </ul>
        {entry.steps.length === 0 && (
          <p className={styles.none}>
            Nothing is kept of how it came to be: it was offered before changes were kept.
          </p>
        )}
      </Container>
    </Stack>
  )
}

function Step({ step: { change, kind, versionId, appliedAt, fields } }: { step: VersionStep }) {
  return (
    <li className={change.kind === 'proposal' ? undefined : styles.alone}>
      <h3>
        <Link href={`/admin/catalog/changes/${change.id}`}>
          <Time at={appliedAt} form="moment" />
        </Link>
        <span className={styles.beside}>
          <ChangeKindLabel kind={kind} />
        </span>
      </h3>
      <ChangeSource change={change} />
      <p>
        Version <CopyableId id={versionId} label="the version’s id" />
      </p>
      {kind === 'changed' && fields.length === 0 && <p>{ONLY_WRITTEN_ANEW}</p>}
      <FieldChanges fields={fields} />
    </li>
  )
}
