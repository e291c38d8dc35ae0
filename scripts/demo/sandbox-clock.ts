/** Moves the sandbox's clock to so many seconds ahead of the real one. */
export async function moveSandboxClock(aws: string, offsetSeconds: number): Promise<void> {
  const answer = await fetch(new URL('/_sandbox/clock', aws), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ offsetSeconds }),
  })
  if (!answer.ok)
    throw new Error(`The sandbox does not move its clock: ${answer.status} ${await answer.text()}`)
}
