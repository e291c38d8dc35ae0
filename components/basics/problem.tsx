'use client'

import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { ReactNode } from 'react'
import styles from './basics.module.css'

type Props = {
  title: string
  children: ReactNode
  links: readonly { text: string; href: string }[]
  onRetry?: () => void
}

/** A whole page that says what happened and what to do next. */
export function Problem({ title, children, links, onRetry }: Props) {
  return (
    <div className={styles.problem}>
      <Container>
        <SpaceBetween size="m">
          <Box variant="h1">{title}</Box>
          <Box variant="p">{children}</Box>
          <SpaceBetween direction="horizontal" size="xs">
            {onRetry !== undefined && (
              <Button variant="primary" onClick={onRetry}>
                Try again
              </Button>
            )}
            {links.map((link) => (
              <Button key={link.href} href={link.href}>
                {link.text}
              </Button>
            ))}
          </SpaceBetween>
        </SpaceBetween>
      </Container>
    </div>
  )
}
