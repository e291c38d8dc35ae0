'use client'

import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import type { GrantPage } from '@/lib/history/schema'
import type { SecretView } from '@/lib/sessions/schema'
import { Stack } from '../basics/columns'
import { CopyableId } from '../basics/copyable-id'
import { Facts } from '../basics/facts'
import { Time } from '../clock/time'
import { FillAgain } from './fill-again'
import type { FillSecretAgain } from './fill-again'
import { SecretState } from './secret-state'
import styles from './grants.module.css'

const SecretSnippetTabs = dynamic(() =>
  import('./secret-snippet-tabs').then((file) => file.SecretSnippetTabs),
)

type Props = { grant: GrantPage; secret: SecretView; fillSecretAgain: FillSecretAgain }

/** The secret that the grant fills: which, for whom, how it stands, and how a program reads it. */
export function SecretCard({ grant, secret, fillSecretAgain }: Props) {
  const isOver = grant.status === 'ended'
  return (
    <div id="secret">
      <Container
        header={
          <Header
            variant="h2"
            actions={grant.mayUse && <FillAgain grant={grant} secret={secret} fill={fillSecretAgain} />}
          >
            Secret
          </Header>
        }
      >
        <Stack>
          <SecretState secret={secret} isOver={isOver} />
          <Facts
            items={[
              { label: 'Name', value: <CopyableId id={secret.name} label="name of the secret" /> },
              { label: 'Account', value: secret.accountId },
              { label: 'Region', value: secret.region },
              { label: 'Read by', value: roleName(secret.readerRoleArn) },
              {
                label: isOver ? 'Was held until' : 'Held until',
                value: <Time at={isOver ? (grant.endedAt ?? secret.heldUntil) : secret.heldUntil} />,
              },
              { label: 'Last filled', value: <LastFilled secret={secret} /> },
            ]}
          />
          {!isOver && <HowToRead secret={secret} entitlementId={grant.entitlement.id} />}
        </Stack>
      </Container>
    </div>
  )
}

function LastFilled({ secret: { deliveredAt } }: { secret: SecretView }) {
  return deliveredAt === null ? 'not yet' : <Time at={deliveredAt} form="moment and relative" />
}

function roleName(arn: string): string {
  return `role ${arn.replace(/^arn:[^/]*:role\//, '')}`
}

function HowToRead({ secret, entitlementId }: { secret: SecretView; entitlementId: string }) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <details
      className={styles.more}
      onToggle={(event) => {
        setIsOpen(event.currentTarget.open)
      }}
    >
      <summary>How a program reads it</summary>
      {isOpen && <SecretSnippetTabs secret={secret} entitlementId={entitlementId} />}
    </details>
  )
}
