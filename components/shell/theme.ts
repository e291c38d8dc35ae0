/** What a person chose; `system` follows the device. */
export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export const THEME_COOKIE = 'daypass-theme'
export const ZONE_COOKIE = 'daypass-zone'
export const DARK_CLASS = 'awsui-dark-mode'

/** What the cookie says, or `system` when it says nothing known. */
export function themeFrom(text: string | undefined): Theme {
  return themes.find((theme) => theme === text) ?? 'system'
}

const COOKIE_RULES = ';path=/;max-age=31536000;samesite=lax'

/**
 * Runs before anything is painted: puts on the dark class when the device asks for it, and tells the server the
 * viewer's zone, so that times are right in the next page's very first picture.
 */
export const beforeFirstPaint = `(function () {
  var body = document.body
  if (body.dataset.theme === 'system')
    body.classList.toggle('${DARK_CLASS}', matchMedia('(prefers-color-scheme: dark)').matches)
  var secure = location.protocol === 'https:' ? ';secure' : ''
  var zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  if (zone) document.cookie = '${ZONE_COOKIE}=' + encodeURIComponent(zone) + '${COOKIE_RULES}' + secure
})()`

/** Keeps the choice for later visits (read by the server) and shows it now. */
export function chooseTheme(theme: Theme): void {
  const secure = location.protocol === 'https:' ? ';secure' : ''
  document.cookie = `${THEME_COOKIE}=${theme}${COOKIE_RULES}${secure}`
  document.body.dataset['theme'] = theme
  showTheme()
}

/** Makes the page look as its `data-theme` says. */
export function showTheme(): void {
  const theme = themeFrom(document.body.dataset['theme'])
  const dark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.body.classList.toggle(DARK_CLASS, dark)
}
