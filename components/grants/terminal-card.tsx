'use client'

import Button from '@cloudscape-design/components/button'
import type { ButtonProps } from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import dynamic from 'next/dynamic'
import { useRef } from 'react'
import type { GrantPage } from '@/lib/history/schema'
import { Stack } from '../basics/columns'
import { ErrorAlert } from '../basics/error-alert'
import { Time } from '../clock/time'
import { useServerTime } from '../clock/viewer'
import { stopsEarlyAt } from './continuing'
import styles from './grants.module.css'
import { loadTerminalPanel } from './load-terminal-panel'
import { profileName } from './terminal-formats'
import { useTerminal } from './use-terminal'
import { terminalLifeInWords } from './words'

const TerminalPanel = dynamic(() => loadTerminalPanel().then((file) => file.TerminalPanel))

/** Credentials for a shell: how long they would work, the click that asks for them, and then they, once. */
export function TerminalCard({ grant }: { grant: GrantPage }) {
  const { state, ask, hide, end } = useTerminal(grant.id)
  const button = useRef<ButtonProps.Ref>(null)
  const isShown = state.phase === 'shown'

  function onHide() {
    hide()
    requestAnimationFrame(() => {
      button.current?.focus()
    })
  }

  return (
    <div id="terminal">
      <Container
        header={
          <Header
            variant="h2"
            actions={
              !isShown && (
                <Button ref={button} loading={state.phase === 'asking'} onClick={() => void ask()}>
                  Terminal credentials
                </Button>
              )
            }
          >
            Terminal
          </Header>
        }
      >
        {state.phase === 'shown' ? (
          <TerminalPanel
            credentials={state.credentials}
            profile={profileName(grant.entitlement.id)}
            onHide={onHide}
            onEnd={end}
          />
        ) : (
          <Stack gap="small">
            <div className={styles.text}>
              <p role="status">{SAID[state.phase]}</p>
              <HowLong grant={grant} />
              <Continue grant={grant} />
            </div>
            <ErrorAlert error={state.phase === 'refused' ? state.error : null} />
          </Stack>
        )}
      </Container>
    </div>
  )
}

const SHOWN_ONCE = 'Credentials for a shell or a tool. You see them once, each time you ask.'

const SAID = {
  none: SHOWN_ONCE,
  asking: 'AWS is asked for credentials.',
  refused: SHOWN_ONCE,
  hidden: 'Hidden. They go on working; if you need to see credentials again, ask for others.',
  over: 'The credentials shown here work no more.',
} as const

function HowLong({ grant: { endsAt, now, sessionMinutes } }: { grant: GrantPage }) {
  const nowMs = useServerTime(20_000)
  const left = (fromMs: number) => Math.floor((Date.parse(endsAt) - fromMs) / 60_000)
  return (
    <p>
      Asked for now they work for {terminalLifeInWords(sessionMinutes, left(Date.parse(now)), left(nowMs))}.
    </p>
  )
}

/** After an extension, or where AWS gives less than the grant lasts: what was shown stops earlier. */
function Continue({ grant }: { grant: GrantPage }) {
  const stopsAt = stopsEarlyAt(grant.sessions, 'terminal', useServerTime(5000))
  if (stopsAt === null) return null
  return (
    <p>
      Those shown before work until <Time at={stopsAt} form="clock" />. To go on after that, ask for others:
      the grant runs until <Time at={grant.endsAt} form="clock" />.
    </p>
  )
}
