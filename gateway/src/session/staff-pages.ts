import { createHash } from 'node:crypto';

const CSS = `:root{font:1.1rem/1.5 system-ui,sans-serif;color:#0b0c0c;background:#fff}
main{max-width:26rem;margin:3rem auto;padding:0 1rem}
label{display:block;margin-top:1rem;font-weight:600}
input{box-sizing:border-box;width:100%;padding:.5rem;font:inherit;border:2px solid #0b0c0c}
button{margin-top:1.5rem;padding:.6rem 1.2rem;font:inherit;color:#fff;background:#00513b;border:0}
:focus-visible{outline:3px solid #ffbf47;outline-offset:2px}
.problem{padding:.75rem 1rem;border:3px solid #a50000}`;

const HEAD = `<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">`;

/** No script, no third party, forms only to ourselves. */
export const PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(CSS).digest('base64')}'`,
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** @param body markup of our own; whatever came from outside is escaped in it */
const page = (title: string, body: string, head = ''): string =>
  `<!doctype html><html lang="en"><head>${HEAD}${head}<title>${escape(title)} – Passant</title><style>${CSS}</style></head>` +
  `<body><main><h1>${escape(title)}</h1>${body}</main></body></html>`;

/** @param problem said above the form, and announced by screen readers */
export const logInPage = ({ action, name, problem }: { action: string; name: string; problem?: string }): string =>
  page(
    problem === undefined ? 'Log in' : 'Error: log in',
    `${problem === undefined ? '' : `<p class="problem" role="alert">${escape(problem)}</p>`}
<form method="post" action="${escape(action)}">
<label for="name">User name</label>
<input id="name" name="name" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="64" value="${escape(name)}">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required maxlength="128">
<button>Log in</button></form>
<p>Development only: names and passwords are in <code>secrets/gateway/staff.json</code>.</p>`,
  );

/** @param form the provider's own form `op.logoutForm`, without a button */
export const logOutPage = (form: string): string =>
  page('Log out', `${form}<button form="op.logoutForm" name="logout" value="yes">Log out</button>`);

export const messagePage = (title: string, message: string): string => page(title, `<p>${escape(message)}</p>`);

/** Goes on to an address of our own, as a step of our own: cookies for this site alone travel with it, after a log-in elsewhere too. */
export const goOnPage = (path: string): string =>
  page(
    'You are logged in',
    `<p><a href="${escape(path)}">Go on</a></p>`,
    `<meta http-equiv="refresh" content="0;url=${escape(path)}">`,
  );
