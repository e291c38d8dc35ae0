'use client'

import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import styles from './sign-in.module.css'

type Props = { from: string; isFresh: boolean; problem: string | null }

/**
 * The door: one button that leads to the organisation's identity provider, and why it has to be tried again. `isFresh` for
 * somebody who is in already and has to prove anew who they are.
 */
export function SignInCard({ from, isFresh, problem }: Props) {
  return (
    <div className={styles.door}>
      <Container header={<Header variant="h1">{isFresh ? 'Sign in again' : 'Sign in to Daypass'}</Header>}>
        <SpaceBetween size="l">
          {problem !== null && (
            <div role="alert">
              <Alert type="error" i18nStrings={{ errorIconAriaLabel: 'Error' }}>
                {problem}
              </Alert>
            </div>
          )}
          <Box variant="p">
            {isFresh
              ? 'The approval policy asks for a fresh sign-in: prove to your organisation once more who you are.'
              : 'Temporary access to cloud accounts: ask for it, have it approved, use it, and it ends by itself.'}
          </Box>
          <form method="post" action="/api/auth/sign-in">
            <input type="hidden" name="from" value={from} />
            {isFresh && <input type="hidden" name="fresh" value="1" />}
            <Button variant="primary" formAction="submit" fullWidth>
              {problem === null ? 'Sign in with your organisation' : 'Try again'}
            </Button>
          </form>
        </SpaceBetween>
      </Container>
    </div>
  )
}
