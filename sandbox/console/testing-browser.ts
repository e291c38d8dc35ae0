import type { Credentials, TestCloud } from '../testing'

function sessionJson({ accessKeyId, secretAccessKey, sessionToken }: Credentials): string {
  return JSON.stringify({ sessionId: accessKeyId, sessionKey: secretAccessKey, sessionToken })
}

/** A browser of its own, signed in with these credentials: a function from path to page. */
export async function signIn(cloud: TestCloud, credentials: Credentials, destination = '/console/home') {
  const { aws, console: origin } = cloud.cloud.origins
  const form = new URLSearchParams({ Action: 'getSigninToken', Session: sessionJson(credentials) })
  const answer = await fetch(`${aws}/federation`, { method: 'POST', body: form })
  const { SigninToken } = (await answer.json()) as { SigninToken: string }
  const query = new URLSearchParams({
    Action: 'login',
    Destination: origin + destination,
    SigninToken,
  }).toString()
  const login = await fetch(`${aws}/federation?${query}`, { redirect: 'manual' })
  const handover = login.headers.get('location') ?? ''
  const arrival = await fetch(handover, { redirect: 'manual' })
  const cookieOf = (response: Response) => response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const cookie = cookieOf(arrival)
  return {
    handover,
    arrival,
    signinCookie: cookieOf(login),
    open: async (path: string) => {
      const page = await fetch(origin + path, { headers: { cookie }, redirect: 'manual' })
      return { status: page.status, headers: page.headers, text: await page.text() }
    },
  }
}
