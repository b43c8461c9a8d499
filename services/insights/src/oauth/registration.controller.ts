import { Body, Controller, Headers, Post, Res } from '@nestjs/common';
import { Public, SystemClock } from '@passant/platform';
import type { FastifyReply } from 'fastify';
import { type RegistrationAnswer, RegistrationService } from './registration.service';

/** RFC 7591: whoever wants to try it registers, without anybody's permission, and gets simulated people only. */
@Controller()
export class RegistrationController {
  /** Credentials, like tokens, live in wall time. */
  private readonly clock = new SystemClock();

  constructor(private readonly registrations: RegistrationService) {}

  @Public()
  @Post('oauth2/register')
  async register(
    @Body() body: unknown,
    @Headers('x-forwarded-for') address: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await send(reply, await this.registrations.register(body, address ?? 'unknown', this.clock.now()));
  }
}

const toSeconds = (instant: Date): number => Math.floor(instant.getTime() / 1000);

/** RFC 7591, sections 3.2.1 and 3.2.2. */
async function send(reply: FastifyReply, answer: RegistrationAnswer): Promise<void> {
  void reply.header('cache-control', 'no-store').header('pragma', 'no-cache').type('application/json');
  switch (answer.kind) {
    case 'registered':
      await reply.code(201).send({
        ...{ client_id: answer.credentials.clientId, client_secret: answer.credentials.clientSecret },
        ...{ client_id_issued_at: toSeconds(answer.issuedAt), client_secret_expires_at: toSeconds(answer.expiresAt) },
        ...{ grant_types: ['client_credentials'], response_types: [] },
        ...{ token_endpoint_auth_method: answer.registration.method, market: answer.market, marks: answer.marks },
      });
      return;
    case 'refused':
      await reply.code(400).send({ error: 'invalid_client_metadata', error_description: answer.problem });
      return;
    case 'closed':
      await reply.code(403).send({
        ...{ error: 'access_denied', error_description: 'No sandbox is open here: credentials come with a contract.' },
      });
      return;
    case 'too-many':
      void reply.code(429).header('retry-after', String(answer.retryAfterSeconds));
      await reply.send({ error: 'temporarily_unavailable', error_description: 'Too many registrations. Wait.' });
  }
}
