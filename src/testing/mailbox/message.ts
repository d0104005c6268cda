/** A mail as it arrived, taken apart for people and for tests. */
import { needs } from '../needs'

export interface ReceivedMessage {
  /** Address only, as written in the header. */
  from: string
  /** Addresses that it was really delivered to, "bcc" included. */
  to: string[]
  subject: string
  text: string
  html: string
  /** By lower-case name; the values of one that occurs several times are joined by newlines. */
  headers: Record<string, string>
  attachments: { filename: string | null; mimeType: string }[]
  /** Every http(s) address in the plain text, or in the HTML where there is no text. */
  links: string[]
  /** The source, as sent. */
  raw: string
  receivedAt: Date
}

/** @param recipients from the envelope, which knows more than the headers */
export async function parseMessage(raw: Buffer, recipients: string[]): Promise<ReceivedMessage> {
  const { default: PostalMime } = await needs('postal-mime', () => import('postal-mime'))
  const mail = await PostalMime.parse(raw)
  const { subject = '', text = '', html = '' } = mail
  return {
    from: mail.from?.address ?? '',
    to: recipients,
    subject,
    text,
    html,
    headers: joinHeaders(mail.headers),
    attachments: mail.attachments.map(({ filename, mimeType }) => ({ filename, mimeType })),
    links: linksIn(text || decodeEntities(html)),
    raw: raw.toString('utf8'),
    receivedAt: new Date(),
  }
}

function joinHeaders(headers: { key: string; value: string }[]): Record<string, string> {
  const joined: Record<string, string> = {}
  for (const { key, value } of headers) joined[key] = key in joined ? `${joined[key] ?? ''}\n${value}` : value
  return joined
}

function linksIn(body: string): string[] {
  const found = body.match(/https?:\/\/[^\s"'<>)\]]+/g) ?? []
  return [...new Set(found.map((link) => link.replace(/[.,;]$/, '')))]
}

const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&#x2F;': '/',
  '&#x3D;': '=',
  '&quot;': '"',
  '&#39;': "'",
}

function decodeEntities(html: string): string {
  return html.replace(/&(amp|quot|#x2F|#x3D|#39);/g, (entity) => ENTITIES[entity] ?? entity)
}
