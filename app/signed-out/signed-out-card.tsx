'use client'

import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import styles from '../sign-in/sign-in.module.css'

/** After signing out; says so when the identity provider offers no way to sign out there too, or did not answer. */
export function SignedOutCard({ alsoAtProvider }: { alsoAtProvider: boolean }) {
  return (
    <div className={styles.door}>
      <Container header={<Header variant="h1">You are signed out</Header>}>
        <SpaceBetween size="l">
          <Box variant="p">
            {alsoAtProvider
              ? 'Your sign-in has ended, here and at your identity provider.'
              : 'Your sign-in to Daypass has ended. Your identity provider could not be asked to end its own: close the browser if others use it.'}
          </Box>
          <Button variant="primary" href="/sign-in">
            Sign in again
          </Button>
        </SpaceBetween>
      </Container>
    </div>
  )
}
