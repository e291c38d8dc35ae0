'use client'

import styles from './form.module.css'

type Props = {
  label: string
  choices: readonly { value: string; text: string }[]
  chosen: string
  onChoose: (value: string) => void
}

/** Values to take by one click into the field below; typing something else stays possible. */
export function Choices({ label, choices, chosen, onChoose }: Props) {
  return (
    <div role="group" aria-label={label} className={styles.choices}>
      {choices.map(({ value, text }) => (
        <button
          key={value}
          type="button"
          aria-pressed={value === chosen}
          onClick={() => {
            onChoose(value)
          }}
        >
          {text}
        </button>
      ))}
    </div>
  )
}
