import '@cloudscape-design/global-styles/index.css'
import './globals.css'
import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { ViewerProvider } from '@/components/clock/viewer'
import { FooterText } from '@/components/shell/footer'
import { Shell } from '@/components/shell/shell'
import { beforeFirstPaint, DARK_CLASS } from '@/components/shell/theme'
import { viewerLook } from './_shell/look'
import { readShellFacts } from './_shell/shell-facts'

// Without a title: pages have their own, see PageTitle.
export const metadata: Metadata = { description: 'Self-service portal for temporary cloud access' }

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' }

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Every page is made anew for its request: a prerendered one would lack the nonce of its scripts.
  await connection()
  const [nonce, look, facts] = await Promise.all([readNonce(), viewerLook(), readShellFacts()])
  return (
    <html lang="en">
      <body
        data-theme={look.theme}
        className={look.theme === 'dark' ? DARK_CLASS : ''}
        suppressHydrationWarning
      >
        <script
          nonce={nonce}
          dangerouslySetInnerHTML={{ __html: beforeFirstPaint }}
          suppressHydrationWarning
        />
        <ViewerProvider zone={look.zone} now={facts.now}>
          <Shell
            person={facts.person}
            places={facts.places}
            theme={look.theme}
            isStandIn={facts.isStandIn}
            footer={<FooterText />}
          >
            {children}
          </Shell>
        </ViewerProvider>
      </body>
    </html>
  )
}

async function readNonce(): Promise<string | undefined> {
  return (await headers()).get('x-nonce') ?? undefined
}
