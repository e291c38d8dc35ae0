'use client'

import './globals.css'

/** When even the frame could not be made: plain HTML that needs nothing else. */
export default function GlobalError() {
  return (
    <html lang="en">
      <title>Daypass cannot show this page</title>
      <body style={{ fontFamily: 'sans-serif', padding: '48px 24px', textAlign: 'center' }}>
        <main>
          <h1>Daypass cannot show this page</h1>
          <p>Nothing is lost, and trying again does nothing twice.</p>
          <button
            type="button"
            onClick={() => {
              window.location.reload()
            }}
          >
            Try again
          </button>
        </main>
      </body>
    </html>
  )
}
