import type { EventActor, NewEvent } from '../audit/index'
import type { MailChoice, MailKind } from './schema'

/** What people do about notifications and their jobs, as the log keeps it. */
export const notificationEvents = {
  preferencesChanged: (
    at: Date,
    actor: EventActor,
    personId: string,
    changed: { kind: MailKind; choice: MailChoice },
  ): NewEvent<'mail-preferences.changed'> => ({
    type: 'mail-preferences.changed',
    at,
    actor,
    about: { personId },
    data: { kind: changed.kind, choice: changed.choice },
  }),
  mailSentAgain: (
    at: Date,
    actor: EventActor,
    mail: { id: string; kind: MailKind; requestId: string | null; grantId: string | null },
  ): NewEvent<'mail.sent-again'> => ({
    type: 'mail.sent-again',
    at,
    actor,
    about: {
      ...(mail.requestId === null ? {} : { requestId: mail.requestId }),
      ...(mail.grantId === null ? {} : { grantId: mail.grantId }),
    },
    data: { mailId: mail.id, kind: mail.kind },
  }),
  jobRunAgain: (
    at: Date,
    actor: EventActor,
    job: { id: string; task: string },
  ): NewEvent<'job.run-again'> => ({
    type: 'job.run-again',
    at,
    actor,
    about: {},
    data: { jobId: job.id, task: job.task },
  }),
} as const
