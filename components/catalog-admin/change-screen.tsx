'use client'

import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import type { CatalogChangeView, CatalogPlan, Gain } from '@/lib/catalog/change-schema'
import { countsInWords } from '@/lib/catalog/change-words'
import { Stack } from '../basics/columns'
import { Notice } from '../basics/notice'
import { PageHeader } from '../basics/page-header'
import { Time } from '../clock/time'
import styles from './catalog-admin.module.css'
import { ChangeSource, ChangeStatusLabel } from './change-source'
import { CloseBar } from './close-bar'
import type { Confirm, Decline } from './close-dialog'
import { EntitlementChangeItem } from './entitlement-change'
import { PageLinks } from './page-links'

const GAINS_SHOWN = 20

type Props = { change: CatalogChangeView; confirm: Confirm; decline: Decline }

/** A change of the catalogue: who wants it, what it does, and the way to confirm or decline it. */
export function ChangeScreen({ change, confirm, decline }: Props) {
  const { kind, plan, page, pages, gains, fileNames } = change
  const address = (to: number) =>
    to < 1 || to > pages ? null : `/admin/catalog/changes/${change.id}?page=${String(to)}`
  return (
    <Stack>
      <PageHeader
        title="Change of the catalogue"
        description={<ChangeStatusLabel status={change.status} />}
        crumbs={[
          { text: 'Catalogue', href: '/admin/catalog' },
          { text: 'Changes', href: '/admin/catalog/changes' },
        ]}
      />
      {kind !== 'proposal' && (
        <Notice
          type="error"
          header={
            kind === 'emergency'
              ? 'Applied in an emergency, without an administrator'
              : 'The first catalogue, applied without an administrator'
          }
        >
          {change.operator} did so on the machine, <Time at={change.createdAt} form="moment and relative" />.
          Look at what it changed.
        </Notice>
      )}
      <Container>
        <div className={styles.said}>
          <ChangeSource change={change} />
          <p className={styles.faint}>Files: {fileNames.join(', ')}</p>
        </div>
      </Container>
      <Meanwhile change={change} />
      <Gains gains={gains} />
      <CloseBar change={change} confirm={confirm} decline={decline} />
      {plan !== null && (
        <Container
          disableContentPaddings
          header={
            <Header
              variant="h2"
              description={pages > 1 ? `Page ${String(page)} of ${String(pages)}` : undefined}
            >
              {`What it changes: ${countsInWords(plan.counts)}`}
            </Header>
          }
        >
          <ul className={styles.rows}>
            {plan.changes.map((one) => (
              <EntitlementChangeItem key={one.id} change={one} />
            ))}
            <Members members={plan.members} />
          </ul>
        </Container>
      )}
      <PageLinks previous={address(page - 1)} next={address(page + 1)} />
    </Stack>
  )
}

function Meanwhile({ change: { status, offerMoved, mistakes } }: { change: CatalogChangeView }) {
  if (mistakes.length > 0)
    return (
      <Notice type="error" header="These files have mistakes">
        <ul className={styles.notices}>
          {mistakes.map((mistake) => (
            <li key={mistake}>{mistake}</li>
          ))}
        </ul>
      </Notice>
    )
  if (!offerMoved) return null
  return (
    <Notice type={status === 'open' ? 'warning' : 'info'}>
      What is offered has changed since this was handed in. The difference below is to what is offered now.
    </Notice>
  )
}

function Gains({ gains }: { gains: readonly Gain[] }) {
  if (gains.length === 0) return null
  const rest = gains.length - GAINS_SHOWN
  return (
    <Notice type="warning" header="You would gain by this, so another administrator has to confirm it">
      <ul className={styles.notices}>
        {gains.slice(0, GAINS_SHOWN).map(({ entitlementId, entitlementName, sentence }) => (
          <li key={`${entitlementId} ${sentence}`}>
            {entitlementName}: {sentence}
          </li>
        ))}
        {rest > 0 && <li>and {rest} more</li>}
      </ul>
    </Notice>
  )
}

function Members({ members: { added, removed } }: Pick<CatalogPlan, 'members'>) {
  if (added.length === 0 && removed.length === 0) return null
  const words = ({ group, handle, email }: CatalogPlan['members']['added'][number]) =>
    `${handle} (${email}) in ${group}`
  return (
    <li>
      <h3>Lists of groups’ members</h3>
      <p>They authorize nobody: what counts is what the identity provider says at sign-in.</p>
      <div className={styles.fields}>
        <span>
          {removed.map((one) => (
            <del key={words(one)}>{words(one)}</del>
          ))}
          {added.map((one) => (
            <ins key={words(one)}>{words(one)}</ins>
          ))}
        </span>
      </div>
    </li>
  )
}
