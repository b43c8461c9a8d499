import type { FastifyReply, FastifyRequest } from 'fastify';
import { LANGUAGES, type Language } from '../texts/kinds-of-buyer';

export type Fields = Readonly<Record<string, string | undefined>>;

/** `?lang=`, else the browser's first language that we speak, else German. */
export function findLanguage(request: FastifyRequest): Language {
  const asked = (request.query as Fields)['lang'];
  const preferred = String(request.headers['accept-language'] ?? '')
    .split(',')
    .map((language) => language.trim().slice(0, 2).toLowerCase());
  return [asked, ...preferred].find((language): language is Language => isLanguage(language)) ?? 'de';
}

const isLanguage = (text: string | undefined): boolean => (LANGUAGES as readonly string[]).includes(text ?? '');

export function findCookie(request: FastifyRequest, name: string): string | undefined {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = pair.trim().split('=', 2);
    if (key === name && /^[\w-]{43}$/.test(value ?? '')) return value;
  }
  return undefined;
}

/** The client's address as the gateway saw it. The gateway's token was checked before; nobody else gets here. */
export const findAddress = (request: FastifyRequest): string =>
  String(request.headers['x-forwarded-for'] ?? request.ip)
    .split(',')[0]!
    .trim();

/** What stands after the question mark of an address. */
export const findQuery = (request: FastifyRequest): Fields => (request.query ?? {}) as Fields;

/** The fields of a form; none where there was no form. */
export const findFields = (request: FastifyRequest): Fields =>
  typeof request.body === 'object' && request.body !== null ? (request.body as Fields) : {};

export const redirect = (reply: FastifyReply, path: string): FastifyReply => reply.code(303).redirect(path);

/** `__Host-` needs HTTPS, so development over plain HTTP has a plain name. */
export class PageCookies {
  readonly session: string;
  readonly logIn: string;
  readonly letter: string;
  private readonly attributes: string;

  constructor(isProduction: boolean) {
    const prefix = isProduction ? '__Host-' : '';
    this.session = `${prefix}passant-session`;
    this.logIn = `${prefix}passant-log-in`;
    this.letter = `${prefix}passant-letter`;
    this.attributes = `Path=/; HttpOnly; SameSite=Strict${isProduction ? '; Secure' : ''}`;
  }

  set(reply: FastifyReply, name: string, value: string): void {
    reply.header('set-cookie', `${name}=${value}; ${this.attributes}`);
  }

  clear(reply: FastifyReply, name: string): void {
    reply.header('set-cookie', `${name}=; Max-Age=0; ${this.attributes}`);
  }
}
