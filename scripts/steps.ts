/** Runs named steps and shows each with its time. */
export interface Steps {
  run: <T>(name: string, work: () => Promise<T>) => Promise<T>
}

/** Steps shown on `output`; on a terminal also the one that runs. */
export function stepsOn(output: NodeJS.WriteStream): Steps {
  return {
    run: async (name, work) => {
      const startedAt = performance.now()
      if (output.isTTY) output.write(`  … ${name}`)
      const show = (sign: string) => {
        const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
        output.write(
          `${output.isTTY ? '\r\u001B[K' : ''}  ${sign} ${name.padEnd(28)} ${seconds.padStart(6)} s\n`,
        )
      }
      try {
        const result = await work()
        show('✓')
        return result
      } catch (error) {
        show('✗')
        throw error
      }
    },
  }
}
