/** What to tell somebody whose sign-in did not work, by the code in the address. Text of the address itself is never shown. */
export function sentenceOf(code: string): string {
  return SENTENCES[code] ?? 'The sign-in did not work. Try again; if it stays, tell your administrator.'
}

const PROVIDER_AWAY = 'Your identity provider does not answer at the moment. Try again in a minute.'
const STALE =
  'This sign-in was not finished: it took too long, was begun in another tab, or was refused there. Try again.'

const SENTENCES: Readonly<Record<string, string>> = {
  ERR_HANDLE_CHANGED:
    'Your identity provider now gives you another handle than the one Daypass knows you by. A handle never changes: ask your administrator.',
  ERR_SUSPENDED: 'Your access to Daypass is suspended. Ask an administrator.',
  ERR_SIGN_IN_REFUSED:
    'Your identity provider did not say who you are in the way Daypass needs. Ask your administrator to look at the claims it sends.',
  ERR_DATABASE_UNAVAILABLE: 'Daypass cannot reach its database at the moment. Try again in a minute.',
  ERR_CROSS_ORIGIN: 'That did not come from a page of Daypass. Sign in from here.',
  OAuthSignin: PROVIDER_AWAY,
  OAuthCallback: STALE,
  Callback: STALE,
}
