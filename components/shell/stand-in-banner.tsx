import styles from './shell.module.css'

/** Said on every page, so that nobody takes the sandbox for AWS. */
export function StandInBanner() {
  return (
    <aside className={styles.standIn} aria-label="Sandbox">
      Connected to the <strong>sandbox</strong>, a local stand-in for AWS. Nothing here reaches a real
      account.
    </aside>
  )
}
