import { cpSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const { resolve } = createRequire(import.meta.url)

// The package brings Open Sans alone, and where one sign of a run of text has no font, its neighbours vanish too.
const FONTS = [
  'dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
  'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf',
  'dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf',
  'dejavu-fonts-ttf/ttf/DejaVuSansMono-Bold.ttf',
  '@expo-google-fonts/zcool-xiaowei/400Regular/ZCOOLXiaoWei_400Regular.ttf',
]

const SANS = ['Open Sans', 'DejaVu Sans', 'ZCOOL XiaoWei']
const MONO = ['DejaVu Sans Mono', 'ZCOOL XiaoWei']
const PREFERENCES = new Map([
  ['sans-serif', SANS],
  ['system-ui', SANS],
  ['Arial', SANS],
  ['Helvetica', SANS],
  ['monospace', MONO],
  ['Courier New', MONO],
])

/** Adds fonts to an unpacked browser, and the configuration by which it finds them. */
export function addFonts(browser: string, cache: string): void {
  for (const font of FONTS) cpSync(resolve(font), path.join(browser, 'fonts/fonts', path.basename(font)))
  const aliases = [...PREFERENCES].map(([family, prefer]) => alias(family, prefer)).join('\n')
  writeFileSync(
    path.join(browser, 'fonts/fonts.conf'),
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<dir prefix="relative">fonts</dir>
<cachedir>${escapeXml(cache)}</cachedir>
${aliases}
</fontconfig>
`,
  )
}

function alias(family: string, prefer: string[]): string {
  const families = prefer.map((name) => `<family>${name}</family>`).join('')
  return `<alias binding="same"><family>${family}</family><prefer>${families}</prefer></alias>`
}

function escapeXml(text: string): string {
  return text.replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
