import type { OutgoingMail } from '../ports/mail'

/** A mail as Daypass sends it, changed as a test needs it. */
export function outgoingMail(change: Partial<OutgoingMail> = {}): OutgoingMail {
  return {
    from: 'Daypass <daypass@example.com>',
    to: 'carla@example.com',
    subject: 'Bitte prüfen: „SensitiveS3Access“ für Zoë',
    html: '<p>Zoë asks for <b>SensitiveS3Access</b>.</p>',
    text: 'Zoë asks for SensitiveS3Access.',
    references: '<request-018f0000-0000-7000-8000-000000000000@daypass.example>',
    headers: { 'Auto-Submitted': 'auto-generated' },
    ...change,
  }
}
