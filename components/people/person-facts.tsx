'use client'

import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import Link from '@cloudscape-design/components/link'
import type { PersonView } from '@/lib/identity/schema'
import { CopyableId } from '../basics/copyable-id'
import { Facts } from '../basics/facts'
import { Time } from '../clock/time'

/** What the identity provider said of a person at their last sign-in, and what follows from it. */
export function PersonFacts({ person, roles }: { person: PersonView; roles: readonly string[] }) {
  const { handle, handleIsUnique, email, groups, manager, lastSignInAt, knownSince, code, id } = person
  return (
    <Container header={<Header variant="h2">At the last sign-in</Header>}>
      <Facts
        columns={2}
        items={[
          {
            label: 'Handle',
            value: handleIsUnique ? handle : `${handle} – another person has it too, so it names neither`,
          },
          { label: 'Address', value: email ?? 'none known' },
          { label: 'Groups', value: groups.join(', ') || 'none' },
          { label: 'Roles', value: roles.join(', ') || 'none' },
          { label: 'Manager', value: <Manager manager={manager} /> },
          {
            label: 'Last signed in',
            value:
              lastSignInAt === null ? 'not known' : <Time at={lastSignInAt} form="moment and relative" />,
          },
          { label: 'Known since', value: <Time at={knownSince} /> },
          { label: 'Code', value: <CopyableId id={code} label="code" /> },
          { label: 'Id', value: <CopyableId id={id} label="id" /> },
        ]}
      />
    </Container>
  )
}

function Manager({ manager }: Pick<PersonView, 'manager'>) {
  if (manager === null) return 'none named'
  if (manager.id === null) return `${manager.handle}, which names nobody that Daypass knows`
  return <Link href={`/admin/people/${manager.id}`}>{manager.name ?? manager.handle}</Link>
}
