/** A page at which nothing was touched for so long is taken for one that nobody looks at. */
export const ATTENDED_FOR_MS = 10 * 60_000

/**
 * Whether somebody is at the page. Reading a page counts as use of the sign-in, so a page that nobody looks at must not
 * read itself anew: what it would have done waits for the next input.
 */
export function attention(now: () => number) {
  let lastInput = now()
  let waiting: (() => void) | undefined
  const onInput = () => {
    lastInput = now()
    const action = waiting
    waiting = undefined
    action?.()
  }
  /** Acts at once, or else at the next input; of several that wait the last. */
  const whenAttended = (action: () => void) => {
    if (now() - lastInput < ATTENDED_FOR_MS) action()
    else waiting = action
  }
  return { onInput, whenAttended }
}
