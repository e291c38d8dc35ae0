import { expect, type BrowserContext } from '@playwright/test'

/** What a browser complained about. */
export interface Watch {
  /** What is expected here, because the test causes it. */
  expectComplaint: (pattern: RegExp) => void
  /** Fails when there was anything else. */
  verify: () => void
}

// Answers are judged below and by the tests; that a style sheet came earlier than a slow page needs it is no fault.
const BETTER_TOLD = /^Failed to load resource|was preloaded using link preload but not used/

/**
 * Keeps every complaint of a browser's pages: violations of the Content-Security-Policy, errors and warnings in the
 * console, errors that no script caught (React reports a mismatch on hydration so), and files that did not come. Answers
 * to navigations and calls are the tests' own business.
 */
export async function watch(context: BrowserContext): Promise<Watch> {
  const complaints: string[] = []
  const expected: RegExp[] = []
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`Violation of ${event.effectiveDirective} by ${event.blockedURI} ${event.sample}`)
    })
  })
  context.on('console', (message) => {
    const isSaid = ['error', 'warning'].includes(message.type())
    if (isSaid && !BETTER_TOLD.test(message.text()))
      complaints.push(`${message.location().url}: ${message.text()}`)
  })
  context.on('weberror', (error) => {
    complaints.push(`${error.page()?.url() ?? ''}: ${error.error().message}`)
  })
  context.on('response', (response) => {
    const kind = response.request().resourceType()
    const isFile = ['script', 'stylesheet', 'image', 'font', 'manifest'].includes(kind)
    if (isFile && response.status() >= 400) complaints.push(`${response.url()}: ${response.status()}`)
  })
  return {
    expectComplaint: (pattern) => {
      expected.push(pattern)
    },
    verify: () => {
      const others = complaints.filter((complaint) => !expected.some((pattern) => pattern.test(complaint)))
      expect(others, 'what the browser complained about').toEqual([])
    },
  }
}
