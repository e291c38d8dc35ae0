import { VerifyEmailIdentityCommand } from '@aws-sdk/client-ses'
import assert from 'node:assert/strict'
import { outgoingMail } from '../mail'
import { describe } from './case'
import type { ContractCase } from './case'
import { NotProvable } from './target'
import type { World } from './world'

/** SES's own address for trying out: it takes every mail, also from who may write to verified addresses alone. */
const SIMULATOR = 'success@simulator.amazonses.com'

async function sender({ admin, target }: World): Promise<string> {
  const { mailFrom } = target
  if (mailFrom === undefined) throw new NotProvable('no verified sender was named')
  // At AWS the owner names one that is verified: asking again would send them a mail.
  if (target.standIn !== undefined)
    await admin.ses.send(new VerifyEmailIdentityCommand({ EmailAddress: mailFrom }))
  return mailFrom
}

export const mailCases: readonly ContractCase[] = [
  {
    name: 'SES says what may be sent',
    run: async ({ mail }) => {
      const quota = await mail.quota()
      assert.ok(quota !== null && quota.perSecond > 0, 'it did not say')
    },
  },
  {
    name: 'a mail from a verified sender is sent, and its id is told',
    run: async (world) => {
      const from = await sender(world)
      const outcome = await world.mail.send(outgoingMail({ from, to: SIMULATOR }))
      assert.equal(outcome.status, 'sent', describe(outcome))
      assert.match(outcome.providerId ?? '', /^<[^<>\s]+@[\w.-]+>$/)
    },
  },
  {
    name: 'a mail from a sender who is not verified is not sent, and that is what is said',
    run: async (world) => {
      const from = `nobody@${world.name('domain')}.example`
      const outcome = await world.mail.send(outgoingMail({ from, to: SIMULATOR }))
      assert.ok(outcome.status === 'failed' && outcome.code === 'ERR_MAIL_NOT_ALLOWED', describe(outcome))
    },
  },
]
