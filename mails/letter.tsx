import { Body, Container, Head, Heading, Html, Link, Section, Text } from 'react-email'
import type { Letter } from '@/lib/ports/letter'
import { dark, look } from './look'

/** The one layout of all mails. React escapes every text, so nothing that a person typed becomes markup. */
export function LetterHtml({ letter }: { letter: Letter }) {
  return (
    <Html lang="en">
      <Head>
        <title>{letter.subject}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{dark}</style>
      </Head>
      <Body className="page" style={look.page}>
        <Container className="card line" style={look.card}>
          {letter.warning !== null && <div className="grave" style={look.grave} />}
          <Text className="brand" style={look.brand}>
            Daypass
          </Text>
          <Heading as="h1" style={look.heading}>
            {letter.heading}
          </Heading>
          <Said letter={letter} />
          <Details letter={letter} />
          <Section style={look.action}>
            <Link href={letter.action.url} className="button" style={look.button}>
              {letter.action.label}
            </Link>
          </Section>
          {letter.code !== null && <Code {...letter.code} />}
        </Container>
        <Container className="quiet" style={look.footer}>
          {letter.footer.map((line) => (
            <div key={line}>{line}</div>
          ))}
        </Container>
      </Body>
    </Html>
  )
}

function Said({ letter: { warning, paragraphs, quotes } }: { letter: Letter }) {
  return (
    <>
      {warning !== null && (
        <Text className="warning" style={look.warning}>
          {warning}
        </Text>
      )}
      {paragraphs.map((paragraph) => (
        <Text key={paragraph} style={look.text}>
          {paragraph}
        </Text>
      ))}
      {quotes.map(({ text, by }, index) => (
        <blockquote key={index} className="line" style={look.quote}>
          <Text style={look.quoted}>{text}</Text>
          <Text className="quiet" style={look.by}>
            {by}
          </Text>
        </blockquote>
      ))}
    </>
  )
}

function Details({ letter: { items, facts, notes } }: { letter: Letter }) {
  return (
    <>
      {items.map(({ title, text }, index) => (
        <Section key={index}>
          <div className="line" style={look.item}>
            <Text style={look.itemTitle}>{title}</Text>
            <Text className="quiet" style={look.itemText}>
              {text}
            </Text>
          </div>
        </Section>
      ))}
      {facts.length > 0 && (
        <table style={look.facts}>
          <tbody>
            {facts.map(({ label, value, href }) => (
              <tr key={label}>
                <th scope="row" className="label quiet line" style={look.label}>
                  {label}
                </th>
                <td className="line" style={look.value}>
                  {href === undefined ? value : <Outside href={href} />}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {notes.length > 0 && (
        <ul className="quiet" style={look.notes}>
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </>
  )
}

/** An address that somebody typed: it reads as where it leads, and the page there learns nothing of the mail. */
function Outside({ href }: { href: string }) {
  return (
    <Link href={href} rel="noreferrer noopener" className="outside" style={look.outside}>
      {href}
    </Link>
  )
}

function Code({ title, text }: { title: string; text: string }) {
  return (
    <Section>
      <Text style={look.codeTitle}>{title}</Text>
      <pre className="code" style={look.code}>
        {text}
      </pre>
    </Section>
  )
}
