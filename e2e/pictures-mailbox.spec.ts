import { demo } from './demo'
import { expect, test } from './fixtures'
import { picture, pictureOf } from './pictures'
import { ask } from './steps'

// A trace of so many pictures takes longer than the pictures themselves.
test.use({ trace: 'off' })

test('the mailbox: all mail, one person’s, nobody’s, and a mail as HTML, text and every byte', async ({
  as,
  open,
  expectComplaint,
}) => {
  // The accessibility check asks frames for theirs, and this one runs no scripts.
  expectComplaint(/Failed to execute 'postMessage' on 'DOMWindow': .* recipient window's origin \('null'\)/)
  await as('carla')
  await ask(await as('alice'))
  const [mailbox, { mailbox: address }] = [await open(), demo()]
  await expect(async () => {
    await mailbox.goto(`${address}/?to=carla@example.com`)
    // Not the newest: after many of them those that follow wait for a digest.
    const mail = mailbox
      .getByRole('link', { name: /^Alice Moreau asks for access: SensitiveS3Access/ })
      .first()
    await mail.click({ timeout: 1000 })
    await expect(mailbox.frameLocator('iframe').getByText('Data owner').first()).toBeVisible({
      timeout: 1000,
    })
  }).toPass({ timeout: 60_000 })
  await picture(mailbox, 'mailbox-mail-html')
  await mailbox.getByRole('link', { name: 'Text', exact: true }).click()
  await expect(mailbox.getByRole('main')).toContainText('Data owner')
  await picture(mailbox, 'mailbox-mail-text')
  await mailbox.getByRole('link', { name: 'Raw' }).click()
  await expect(mailbox.getByRole('main')).toContainText('MIME-Version: 1.0')
  await picture(mailbox, 'mailbox-mail-raw')

  await pictureOf(mailbox, address, 'All mail', 'mailbox')
  await pictureOf(mailbox, `${address}/?to=carla@example.com`, 'Mail to carla@example.com', 'mailbox-person')
  await pictureOf(mailbox, `${address}/?to=nobody@example.com`, 'There is no mail here.', 'mailbox-nobody')
  await pictureOf(mailbox, `${address}/mails/none`, 'There is no such mail', 'mailbox-no-such-mail')
})
