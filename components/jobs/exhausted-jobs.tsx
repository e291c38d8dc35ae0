'use client'

import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import type { ExhaustedJobView } from '@/lib/notifications/schema'
import type { Command } from '../basics/commands'
import { EmptyState } from '../basics/empty-state'
import { Time } from '../clock/time'
import { AgainButton } from './again-button'
import styles from './jobs.module.css'

type RunAgain = Command<{ jobId: string }, { task: string }>

/** Jobs that failed as often as they may, each with its way to be run after all. */
export function ExhaustedJobs({ jobs, runAgain }: { jobs: readonly ExhaustedJobView[]; runAgain: RunAgain }) {
  return (
    <Container disableContentPaddings header={<Header variant="h2">Jobs that failed for good</Header>}>
      {jobs.length === 0 ? (
        <EmptyState title="No job has failed for good">
          A job that fails is tried again by itself, later and later. One that runs out of attempts appears
          here.
        </EmptyState>
      ) : (
        <ul className={styles.rows}>
          {jobs.map(({ id, task, attempts, lastError, lastTriedAt }) => (
            <li key={id}>
              <div className={styles.what}>
                <h3>{task}</h3>
                <p>
                  <StatusIndicator type="error">
                    Failed {attempts === 1 ? 'once' : `${String(attempts)} times`}
                  </StatusIndicator>{' '}
                  <span className={styles.when}>
                    last <Time at={lastTriedAt} form="moment and relative" /> · job {id}
                  </span>
                </p>
                {lastError !== '' && <p className={styles.error}>{lastError}</p>}
              </div>
              <AgainButton
                text="Run again"
                label={`Run again: ${task}, job ${id}`}
                command={runAgain}
                input={{ jobId: id }}
              />
            </li>
          ))}
        </ul>
      )}
    </Container>
  )
}
