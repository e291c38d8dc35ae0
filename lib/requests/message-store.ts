import type { Transaction } from '../db/client'

export function findMessage(tx: Transaction, id: string) {
  return tx.requestMessage.findUnique({ where: { id } })
}

/** Writes a message; false if its id is taken, also by one on another request at the same moment. */
export async function insertMessage(
  tx: Transaction,
  message: { id: string; requestId: string; personId: string; body: string; createdAt: Date },
): Promise<boolean> {
  return (await tx.requestMessage.createMany({ data: [message], skipDuplicates: true })).count === 1
}

/** What was asked and answered on a request, oldest first. */
export function messagesOn(tx: Transaction, requestId: string, take: number) {
  return tx.requestMessage.findMany({
    where: { requestId },
    include: { person: { select: { id: true, name: true, handle: true } } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take,
  })
}
