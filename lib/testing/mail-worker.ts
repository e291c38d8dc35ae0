import type { OutgoingMail, MailOutcome, MailQuota, MailTransport } from '../ports/mail'
import { createMailing, queueDueMails, react, sendMail } from '../notifications/index'
import type { Mailing } from '../notifications/index'
import type { useDomain } from './domain'

type Domain = ReturnType<typeof useDomain>

/** A provider that keeps what it is given, and answers as told. */
export type TestProvider = MailTransport & {
  readonly taken: OutgoingMail[]
  /** Answers of the next sends; once they are used up, everything is sent. */
  readonly answers: (MailOutcome | (() => Promise<MailOutcome>))[]
  limits: MailQuota | null
}

export function testProvider(): TestProvider {
  const taken: OutgoingMail[] = []
  const answers: TestProvider['answers'] = []
  return {
    kind: 'ses',
    taken,
    answers,
    limits: { perSecond: 1000, per24Hours: null, sentLast24Hours: null },
    send(mail) {
      taken.push(mail)
      const answer = answers.shift() ?? { status: 'sent', providerId: `<${String(taken.length)}@provider>` }
      return typeof answer === 'function' ? answer() : Promise.resolve(answer)
    },
    quota() {
      return Promise.resolve(this.limits)
    },
  }
}

/** Mail leaves by this provider; letters are drawn as their words alone. */
export function testMailing(transport: MailTransport): Mailing {
  const draw: Mailing['draw'] = (letter) =>
    Promise.resolve({ html: letter.heading, text: [letter.heading, ...letter.paragraphs].join('\n') })
  return createMailing({ transport, draw, from: 'Daypass <daypass@example.com>' })
}

/** What mail is written and sent with. */
export function mailContext({ system, delivery }: Domain) {
  return { ...system, administratorGroups: delivery.signInRules.roleGroups.administrator }
}

/** What the worker does of mail, step by step. */
export function mailWorker(domain: Domain, mailing: Mailing) {
  const take = async (key: 'eventId' | 'mailId'): Promise<string[]> => {
    const jobs = await domain.asOwner<{ id: string; value: string }>(
      `delete from graphile_worker._private_jobs where payload ->> $1 is not null returning id, payload ->> $1 as value`,
      [key],
    )
    return jobs.sort((one, other) => Number(one.id) - Number(other.id)).map(({ value }) => value)
  }
  const reactToAll = async () => {
    for (const eventId of await take('eventId'))
      await react(mailContext(domain), { eventId }, { sendsMail: true })
  }
  const sendDue = async () => {
    await queueDueMails(domain.system)
    for (const mailId of await take('mailId')) await sendMail(mailContext(domain), mailing, { mailId })
  }
  return {
    reactToAll,
    sendDue,
    /** Everything that there is to do now. */
    async work() {
      await reactToAll()
      await sendDue()
    },
    mails: () => domain.database.mail.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] }),
  }
}
