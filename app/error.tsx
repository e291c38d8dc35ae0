'use client'

import { PageTitle } from '@/components/basics/page-title'
import { Problem } from '@/components/basics/problem'

/** A page that could not be made. What was typed or sent before is stored or not, as its own answer said. */
export default function ErrorPage({ error }: { error: Error & { digest?: string } }) {
  return (
    <>
      <PageTitle of="Not shown" />
      <Problem
        title="This page could not be shown"
        onRetry={askAgain}
        links={[{ text: 'Go to Home', href: '/' }]}
      >
        {error.digest === 'ERR_DATABASE_UNAVAILABLE'
          ? 'Daypass cannot reach its database at the moment. Nothing is lost; trying again does nothing twice.'
          : 'Something went wrong while it was being made. Nothing is lost; trying again does nothing twice.'}
        {error.digest !== undefined && ` If it stays, tell your administrator: ${error.digest}.`}
      </Problem>
    </>
  )
}

// The boundary's own reset would only draw again what the server has answered, which is the error.
function askAgain() {
  window.location.reload()
}
