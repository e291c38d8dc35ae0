import type { Transaction } from '../db/client'
import type { MailChoice, MailKind } from './schema'

/** What people have chosen of one kind of mail, by person; who has not chosen is left out. */
export async function choicesOf(
  tx: Transaction,
  personIds: readonly string[],
  kind: MailKind,
): Promise<Map<string, MailChoice>> {
  const rows = await tx.mailPreference.findMany({ where: { personId: { in: [...personIds] }, kind } })
  return new Map(rows.map(({ personId, choice }) => [personId, choice]))
}

/** What one person has chosen, by kind. */
export async function choicesBy(tx: Transaction, personId: string): Promise<Map<MailKind, MailChoice>> {
  const rows = await tx.mailPreference.findMany({ where: { personId } })
  return new Map(rows.map(({ kind, choice }) => [kind, choice]))
}

export async function writeChoice(
  tx: Transaction,
  personId: string,
  kind: MailKind,
  choice: MailChoice,
): Promise<void> {
  await tx.mailPreference.upsert({
    where: { personId_kind: { personId, kind } },
    create: { personId, kind, choice },
    update: { choice },
  })
}
