const UNIT_MINUTES: Readonly<Record<string, number>> = { m: 1, min: 1, h: 60, d: 1440 }

/**
 * A duration as people write it ("90 min", "1 h 30", "1:30", "1.5h", "2 d") in minutes, which may be a fraction; null
 * when it cannot be told. A number alone is not taken: 2 may be hours or minutes.
 */
export function minutesFrom(text: string): number | null {
  const clean = text.trim().toLowerCase().replace(',', '.')
  const clock = /^(\d{1,4}):([0-5]\d)$/.exec(clean)
  if (clock !== null) return Number(clock[1]) * 60 + Number(clock[2])
  const withRest = /^(\d+)\s*h(?:ours?)?\s*(\d{1,2})$/.exec(clean)
  if (withRest !== null) return Number(withRest[1]) * 60 + Number(withRest[2])
  return sumOfParts(clean)
}

const PART = /\s*(\d+(?:\.\d+)?)\s*(minutes?|mins?|m|hours?|hrs?|h|days?|d)\s*/y

function sumOfParts(text: string): number | null {
  if (text === '') return null
  let minutes = 0
  PART.lastIndex = 0
  while (PART.lastIndex < text.length) {
    const part = PART.exec(text)
    if (part === null) return null
    minutes += Number(part[1]) * (UNIT_MINUTES[part[2]?.charAt(0) ?? ''] ?? NaN)
  }
  return Number.isFinite(minutes) ? minutes : null
}

const PRESETS = [30, 60, 120, 240, 480, 720, 1440, 2880, 10_080]

/** Durations to choose by one click: usual ones below the longest, and the longest itself. */
export function presetsUpTo(longestMinutes: number): number[] {
  const usual = PRESETS.filter((minutes) => minutes < longestMinutes)
  return [...usual.slice(-4), longestMinutes]
}
