import { Controller, Get, Header, Inject } from '@nestjs/common';
import { Public } from '@passant/platform';
import { DevelopmentInbox, type ReceivedMessage } from './development-inbox';
import { SMS } from './sms';

/** Development only: the module leaves this controller out elsewhere. */
@Controller('dev/inbox')
export class InboxController {
  constructor(@Inject(SMS) private readonly inbox: DevelopmentInbox) {}

  @Get()
  @Public()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'")
  show(): string {
    const messages = this.inbox.last.map(toItem).join('\n');
    return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Development inbox</title></head>
<body>
<main>
<h1>Development inbox</h1>
<p>Text messages that were not sent, newest first. This page exists in development only.</p>
<ol>
${messages}
</ol>
</main>
</body>
</html>
`;
  }
}

const toItem = ({ to, text, receivedAt }: ReceivedMessage): string =>
  `<li><time>${receivedAt.toISOString()}</time> <b>${escapeHtml(to)}</b> <span>${escapeHtml(text)}</span></li>`;

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
