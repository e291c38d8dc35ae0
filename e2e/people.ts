import type { BrowserContext, Page } from '@playwright/test'

/** Whom the demo's identity provider knows. */
export type Handle = 'alice' | 'ben' | 'carla' | 'dmitri' | 'erin' | 'frank' | 'gwen' | 'hugo' | 'ines'

/** From the page that asks for it: on to the identity provider, and back as this person. */
export async function signInAs(page: Page, handle: Handle): Promise<void> {
  await page.getByRole('button', { name: 'Sign in with your organisation' }).click()
  await chooseWho(page, handle)
}

/** Answers the identity provider's question and waits until the portal is there again. */
export async function chooseWho(page: Page, handle: Handle): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`\\b${handle} · `) }).click()
  await page.getByRole('button', { name: /^You: / }).waitFor()
}

/** Whether this browser is signed in to the portal. */
export async function isSignedIn(context: BrowserContext): Promise<boolean> {
  return (await context.request.head('/api/live')).status() === 204
}
