import type { CSSProperties } from 'react'

// Mail clients drop much of CSS: the light look stands inline, the dark one in the only media query most of them keep.

const FONT = '-apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'
const MONOSPACE = 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace'

export const look = {
  page: { backgroundColor: '#f3f4f7', color: '#16191f', fontFamily: FONT, margin: 0, padding: '24px 12px' },
  card: {
    backgroundColor: '#ffffff',
    border: '1px solid #d5dbdb',
    borderRadius: 12,
    maxWidth: 640,
    padding: '28px 28px 24px',
  },
  grave: { backgroundColor: '#d91515', borderRadius: 3, height: 6, lineHeight: '6px', margin: '0 0 18px' },
  brand: { color: '#0972d3', fontSize: 13, fontWeight: 700, lineHeight: '18px', margin: '0 0 14px' },
  heading: {
    fontSize: 22,
    fontWeight: 700,
    lineHeight: '28px',
    margin: '0 0 14px',
    overflowWrap: 'anywhere',
  },
  text: { fontSize: 15, lineHeight: '23px', margin: '0 0 12px', overflowWrap: 'anywhere' },
  warning: {
    backgroundColor: '#fff0ef',
    borderLeft: '4px solid #d91515',
    color: '#8c0d0d',
    fontSize: 15,
    lineHeight: '22px',
    margin: '0 0 16px',
    padding: '10px 14px',
  },
  quote: { borderLeft: '4px solid #c3cbd3', margin: '4px 0 18px', padding: '2px 0 2px 14px' },
  quoted: {
    fontSize: 15,
    lineHeight: '23px',
    margin: 0,
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-wrap',
  },
  by: { color: '#5f6b7a', fontSize: 13, lineHeight: '20px', margin: '4px 0 0', overflowWrap: 'anywhere' },
  facts: { borderCollapse: 'collapse', margin: '4px 0 16px', width: '100%' },
  label: {
    borderTop: '1px solid #e9ebed',
    color: '#5f6b7a',
    fontSize: 14,
    fontWeight: 400,
    lineHeight: '20px',
    padding: '8px 16px 8px 0',
    textAlign: 'left',
    verticalAlign: 'top',
    width: 116,
  },
  value: {
    borderTop: '1px solid #e9ebed',
    fontSize: 14,
    lineHeight: '20px',
    overflowWrap: 'anywhere',
    padding: '8px 0',
    verticalAlign: 'top',
    wordBreak: 'break-word',
  },
  outside: { color: '#0972d3', textDecoration: 'underline' },
  notes: { color: '#5f6b7a', fontSize: 13, lineHeight: '20px', margin: '0 0 18px', paddingLeft: 18 },
  item: { borderTop: '1px solid #e9ebed', padding: '10px 0' },
  itemTitle: { fontSize: 15, fontWeight: 600, lineHeight: '22px', margin: 0, overflowWrap: 'anywhere' },
  itemText: { color: '#5f6b7a', fontSize: 14, lineHeight: '20px', margin: 0, overflowWrap: 'anywhere' },
  action: { margin: '20px 0 8px' },
  button: {
    backgroundColor: '#0972d3',
    borderRadius: 20,
    color: '#ffffff',
    display: 'inline-block',
    fontSize: 15,
    fontWeight: 700,
    lineHeight: '20px',
    padding: '10px 22px',
    textDecoration: 'none',
  },
  codeTitle: { fontSize: 13, fontWeight: 600, lineHeight: '20px', margin: '22px 0 6px' },
  code: {
    backgroundColor: '#f4f5f7',
    borderRadius: 8,
    fontFamily: MONOSPACE,
    fontSize: 12,
    lineHeight: '18px',
    margin: 0,
    overflowWrap: 'anywhere',
    padding: '12px 14px',
    whiteSpace: 'pre-wrap',
  },
  footer: { color: '#5f6b7a', fontSize: 12, lineHeight: '18px', margin: '16px auto 0', maxWidth: 640 },
} as const satisfies Record<string, CSSProperties>

export const dark = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .page, .page > table > tbody > tr > td { background-color: #0f141a !important; color: #ebebf0 !important; }
  .card { background-color: #161d26 !important; border-color: #424650 !important; color: #ebebf0 !important; }
  .brand { color: #75cfff !important; }
  .quiet { color: #b4b4bb !important; }
  .line { border-color: #424650 !important; }
  .warning { background-color: #330b0b !important; border-color: #ff7a7a !important; color: #ffb3b3 !important; }
  .grave { background-color: #ff7a7a !important; }
  .outside { color: #75cfff !important; }
  .code { background-color: #0f141a !important; }
  .button { background-color: #42b4ff !important; color: #0f141a !important; }
}
@media (max-width: 480px) {
  .card > tbody > tr > td { padding: 20px 18px !important; }
  .label { width: 92px !important; padding-right: 10px !important; }
}
`
