/**
 * The path a service will see, if it still lies under `prefix` once dots are resolved: `/decide/../graphql` and
 * `/decide/%2e%2e/graphql` do not.
 */
export function toProxiedPath(url: string, prefix: string): string | undefined {
  if (!url.startsWith('/') || url.startsWith('//')) return undefined;
  const { pathname } = new URL(url, 'http://service.invalid');
  const isUnder = pathname === prefix || pathname.startsWith(`${prefix}/`);
  return isUnder && !/%2f|%5c|\\/i.test(pathname) ? pathname : undefined;
}
