'use client'

import { usePathname } from 'next/navigation'
import { currentPlace } from './navigation'
import type { Place, PlaceGroup } from './navigation'
import styles from './shell.module.css'

/** The places of the portal. A row of plain links: it looks the same before and after scripts run. */
export function SideNav({ groups }: { groups: readonly PlaceGroup[] }) {
  const current = currentPlace(groups, usePathname())
  return (
    <>
      {groups.map((group) => (
        <div key={group.title ?? ''} className={styles.group}>
          {group.title !== null && <h2 id={`nav-${group.title}`}>{group.title}</h2>}
          <ul aria-labelledby={group.title === null ? undefined : `nav-${group.title}`}>
            {group.places.map((place) => (
              <li key={place.href}>
                <PlaceLink place={place} current={place.href === current} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  )
}

function PlaceLink({ place, current }: { place: Place; current: boolean }) {
  const hasCount = place.count !== undefined && place.count !== ''
  return (
    <a href={place.href} aria-current={current ? 'page' : undefined}>
      {place.text}
      {hasCount && (
        <span className={styles.count}>
          {place.count}
          <span className={styles.spoken}> waiting</span>
        </span>
      )}
    </a>
  )
}
