import { Body, Controller, Get, Headers, Post, Res } from '@nestjs/common';
import { Public } from '@passant/platform';
import type { FastifyReply } from 'fastify';
import { type TokenAnswer, TokensService } from './tokens.service';

/**
 * The authorization server of partners. `authorization` carries the gateway's own token, so the gateway passes the
 * caller's on as `x-forwarded-authorization`.
 */
@Controller()
export class OauthController {
  constructor(private readonly tokens: TokensService) {}

  @Public()
  @Post('oauth2/token')
  async token(
    @Body() form: Record<string, string> | undefined,
    @Headers() headers: Record<string, string | undefined>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const isForm = /^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '');
    const answer = await this.tokens.answer({
      form: isForm && form ? form : {},
      authorization: headers['x-forwarded-authorization'],
      address: headers['x-forwarded-for'] ?? 'unknown',
    });
    await send(reply, answer);
  }

  @Public()
  @Get('oauth2/jwks')
  keySet() {
    return this.tokens.keySet;
  }

  /** RFC 8414: under the issuer, and where the RFC puts it for an issuer with a path. */
  @Public()
  @Get(['oauth2/.well-known/oauth-authorization-server', '.well-known/oauth-authorization-server/oauth2'])
  metadata() {
    const { issuer, tokenEndpoint } = this.tokens;
    return {
      issuer,
      token_endpoint: tokenEndpoint,
      jwks_uri: `${issuer}/jwks`,
      registration_endpoint: `${issuer}/register`,
      grant_types_supported: ['client_credentials'],
      response_types_supported: [],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
      token_endpoint_auth_signing_alg_values_supported: ['EdDSA', 'Ed25519', 'ES256'],
    };
  }
}

/** RFC 6749, sections 5.1 and 5.2. */
async function send(reply: FastifyReply, answer: TokenAnswer): Promise<void> {
  void reply.header('cache-control', 'no-store').header('pragma', 'no-cache').type('application/json');
  if (answer.kind === 'token') {
    const { accessToken, expiresInSeconds } = answer;
    await reply.code(200).send({ access_token: accessToken, token_type: 'Bearer', expires_in: expiresInSeconds });
  } else if (answer.kind === 'too-many') {
    void reply.code(429).header('retry-after', String(answer.retryAfterSeconds));
    await reply.send({ error: 'temporarily_unavailable', error_description: 'Too many failed attempts. Wait.' });
  } else {
    const { error, description, basic } = answer.refusal;
    if (error === 'invalid_client' && basic) void reply.header('www-authenticate', 'Basic realm="passant"');
    await reply.code(error === 'invalid_client' ? 401 : 400).send({ error, error_description: description });
  }
}
