'use client'

import ButtonDropdown from '@cloudscape-design/components/button-dropdown'
import type { ButtonDropdownProps } from '@cloudscape-design/components/button-dropdown'
import { useRef, useState } from 'react'
import { LEAVING } from '../live/leaving'
import { chooseTheme, themes } from './theme'
import type { Theme } from './theme'
import type { ViewerPerson } from './viewer-person'
import { WhoAmI } from './who-am-i'

// They lead somewhere by themselves.
const LINKS: readonly string[] = ['mail', 'delegations']
const THEME_TEXT: Record<Theme, string> = { system: 'System', light: 'Light', dark: 'Dark' }

/** Who is signed in, how the pages look, and the way out. */
export function UserMenu({ person, initialTheme }: { person: ViewerPerson; initialTheme: Theme }) {
  const [theme, setTheme] = useState(initialTheme)
  const [asksWho, setAsksWho] = useState(false)
  const signOutForm = useRef<HTMLFormElement>(null)

  function choose(id: string) {
    if (id === 'who') setAsksWho(true)
    else if (id === 'sign-out') signOut()
    else if (!LINKS.includes(id)) chooseLook(themes.find((one) => one === id) ?? theme)
  }

  function chooseLook(chosen: Theme) {
    setTheme(chosen)
    chooseTheme(chosen)
  }

  // The stream would bring the end of this very sign-in and go to the sign-in page, in the middle of signing out.
  function signOut() {
    window.dispatchEvent(new Event(LEAVING))
    signOutForm.current?.requestSubmit()
  }

  return (
    <>
      <ButtonDropdown
        variant="normal"
        ariaLabel={`You: ${person.name}`}
        items={menuItems(theme)}
        onItemClick={({ detail }) => {
          choose(detail.id)
        }}
      >
        {person.name}
      </ButtonDropdown>
      <form ref={signOutForm} method="post" action="/api/auth/sign-out" hidden />
      {asksWho && (
        <WhoAmI
          person={person}
          onClose={() => {
            setAsksWho(false)
          }}
        />
      )}
    </>
  )
}

function menuItems(current: Theme): ButtonDropdownProps.ItemOrGroup[] {
  const themeItems = themes.map((theme) => ({
    id: theme,
    text: THEME_TEXT[theme],
    itemType: 'checkbox' as const,
    checked: theme === current,
  }))
  return [
    { id: 'who', text: 'Who am I here?' },
    { id: 'mail', text: 'Mail you get', href: '/preferences' },
    { id: 'delegations', text: 'Out of office', href: '/delegations' },
    { text: 'Appearance', items: themeItems },
    { id: 'sign-out', text: 'Sign out' },
  ]
}
