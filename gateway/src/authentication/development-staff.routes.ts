import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import type { DevelopmentStaffIssuer } from './development-staff';

const BODY_BYTES = 4_096;
const requestSchema = z.object({
  grant_type: z.literal('client_credentials'),
  client_id: z.string().optional(),
  client_secret: z.string().optional(),
});

/** `POST /oidc/token` and `GET /oidc/jwks` of the development issuer (RFC 6749 §4.4, secret by Basic or body). */
export const developmentStaffRoutes =
  (issuer: DevelopmentStaffIssuer): FastifyPluginAsync =>
  async (app: FastifyInstance) => {
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: BODY_BYTES },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body.toString()))),
    );

    app.post('/oidc/token', async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      const form = requestSchema.safeParse(request.body);
      if (!form.success) return reply.code(400).send({ error: 'unsupported_grant_type' });
      const { id, secret } = readBasic(request.headers.authorization) ?? {
        id: form.data.client_id ?? '',
        secret: form.data.client_secret ?? '',
      };
      const issued = await issuer.issue(id, secret);
      if (issued === undefined) {
        return reply.code(401).header('www-authenticate', 'Basic realm="passant"').send({ error: 'invalid_client' });
      }
      return { access_token: issued.accessToken, token_type: 'Bearer', expires_in: issued.expiresInSeconds };
    });

    app.get('/oidc/jwks', async () => issuer.jwks);
  };

function readBasic(authorization: string | undefined): { id: string; secret: string } | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(/:(.*)/s);
  return { id: decodeForm(id), secret: decodeForm(secret) };
}

function decodeForm(text: string): string {
  return new URLSearchParams(`value=${text}`).get('value') ?? '';
}
