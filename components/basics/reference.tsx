import styles from './basics.module.css'

/**
 * A ticket or an incident as it was typed: a link where it is a web address, text where it is anything else. The page that
 * it leads to learns nothing of where the reader came from.
 */
export function Reference({ text }: { text: string }) {
  if (!isWebAddress(text)) return text
  return (
    <a className={styles.reference} href={text} target="_blank" rel="noreferrer noopener">
      {text}
    </a>
  )
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text)
}
