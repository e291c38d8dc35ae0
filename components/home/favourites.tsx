'use client'

import Button from '@cloudscape-design/components/button'
import Link from '@cloudscape-design/components/link'
import { useRouter } from 'next/navigation'
import type { FavouriteView } from '@/lib/requests/schema'
import type { Command } from '../basics/commands'
import { deliveriesInShort } from '../basics/delivery-name'
import { durationOnOneLine } from '../basics/durations'
import { EmptyState } from '../basics/empty-state'
import { ErrorAlert } from '../basics/error-alert'
import { sentenceCase } from '../basics/sentence'
import { useCommand } from '../basics/use-command'
import { prefillPath } from '../request-form/prefill'
import styles from './home.module.css'
import { Section } from './sections'

export type RemoveFavourite = Command<{ favouriteId: string }, unknown>

type Props = { favourites: readonly FavouriteView[]; remove: RemoveFavourite }

/** The viewer's kept wishes, each one click from the form filled in with it. */
export function Favourites({ favourites, remove }: Props) {
  return (
    <Section title="Favourites">
      {favourites.length === 0 ? (
        <EmptyState title="No favourites yet" action={<Button href="/request">Request access</Button>}>
          Fill in a request and choose “Keep as favourite”: it then stands here, one click from asking again.
        </EmptyState>
      ) : (
        <ul className={styles.grants}>
          {favourites.map((favourite) => (
            <Favourite key={favourite.id} favourite={favourite} remove={remove} />
          ))}
        </ul>
      )}
    </Section>
  )
}

function Favourite({ favourite, remove }: { favourite: FavouriteView; remove: RemoveFavourite }) {
  const { id, name, entitlementId, scope, scopeInWords, durationMinutes, deliveries, available } = favourite
  const router = useRouter()
  const { run, pending, error } = useCommand(remove)
  return (
    <li className={styles.repeat}>
      <div>
        {available ? (
          <Link href={prefillPath({ entitlementId, scope, durationMinutes, deliveries })}>{name}</Link>
        ) : (
          <span>{name}</span>
        )}
        <p>
          {sentenceCase(scopeInWords)} for {durationOnOneLine(durationMinutes)} ·{' '}
          {deliveriesInShort(deliveries)}
        </p>
        {!available && <p className={styles.gone}>You cannot ask for this any more.</p>}
        <ErrorAlert error={error} />
      </div>
      <Button
        variant="inline-link"
        ariaLabel={`Remove the favourite ${name}`}
        loading={pending}
        onClick={() => {
          void run({ favouriteId: id }).then(() => {
            router.refresh()
          })
        }}
      >
        Remove
      </Button>
    </li>
  )
}
