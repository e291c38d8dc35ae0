'use client'

import Button from '@cloudscape-design/components/button'
import { useEffect, useRef } from 'react'
import { TextTabs } from '../basics/text-tabs'
import type { TextTab } from '../basics/text-tabs'
import { Countdown } from '../clock/countdown'
import { Time } from '../clock/time'
import styles from './grants.module.css'
import { bashBlock, credentialProcessJson, credentialsFile, powerShellBlock } from './terminal-formats'
import type { TerminalCredentials } from './terminal-formats'

type Props = {
  credentials: TerminalCredentials
  profile: string
  onHide: () => void
  onEnd: () => void
}

/** Credentials while they are on the screen, in the forms that shells and tools take. */
export function TerminalPanel({ credentials, profile, onHide, onEnd }: Props) {
  const panel = useRef<HTMLElement>(null)
  useEffect(() => panel.current?.focus({ preventScroll: true }), [])
  return (
    <section ref={panel} className={styles.panel} tabIndex={-1} aria-label="Terminal credentials">
      <div className={styles.panelHead}>
        <p>
          Work for <Countdown endsAt={credentials.worksUntil} size="inline" onEnd={onEnd} />, until{' '}
          <Time at={credentials.worksUntil} form="clock" />. Shown this once: Daypass keeps no copy.
        </p>
        <Button onClick={onHide}>Hide</Button>
      </div>
      <TextTabs label="Forms of the credentials" tabs={tabsOf(credentials, profile)} first={firstTab()} />
    </section>
  )
}

function firstTab(): string {
  return navigator.userAgent.includes('Windows') ? 'powershell' : 'bash'
}

function tabsOf(credentials: TerminalCredentials, profile: string): TextTab[] {
  const file = credentialsFile(profile, credentials)
  return [
    {
      id: 'bash',
      label: 'bash, zsh',
      what: 'the lines for bash',
      text: bashBlock(credentials),
      note: (
        <>
          Paste into a shell. Each line begins with a space: with <code>HISTCONTROL=ignorespace</code> (zsh:{' '}
          <code>HIST_IGNORE_SPACE</code>) its history keeps none of them.
        </>
      ),
    },
    {
      id: 'powershell',
      label: 'PowerShell',
      what: 'the lines for PowerShell',
      text: powerShellBlock(credentials),
      note: 'Paste into PowerShell. They hold in that window alone.',
    },
    {
      id: 'file',
      label: '.aws/credentials',
      what: 'the profile',
      text: file,
      note:
        file === null ? (
          'These credentials hold a character that this file cannot. Take another form.'
        ) : (
          <>
            Add to <code>~/.aws/credentials</code>, replacing an earlier <code>[{profile}]</code>, and use it
            with <code>--profile {profile}</code>.
          </>
        ),
    },
    {
      id: 'process',
      label: 'credential_process',
      what: 'the JSON for credential_process',
      text: credentialProcessJson(credentials),
      note: (
        <>
          Save in a file that you alone can read, and name it in <code>~/.aws/config</code> with its whole
          path, as in <code>credential_process = cat /home/you/daypass.json</code>. Tools then know when it
          expires.
        </>
      ),
    },
  ]
}
