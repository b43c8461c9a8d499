/** `__Host-`: from this host alone, over a safe connection, for every path (RFC 6265bis §4.1.3.2). */
export const SESSION_COOKIE = '__Host-staff';
export const LOG_IN_COOKIE = '__Host-staff-login';

/** The value of a cookie in a `Cookie` header. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  const pair = header?.split(';').find((one) => one.trim().startsWith(`${name}=`));
  return pair?.trim().slice(name.length + 1);
}

/** @param value empty to take the cookie away */
export function toSetCookie(name: string, value: string, { sameSite }: { sameSite: 'Strict' | 'Lax' }): string {
  const end = value === '' ? '; Max-Age=0' : '';
  return `${name}=${value}; Path=/; Secure; HttpOnly; SameSite=${sameSite}${end}`;
}
