import { Readable } from 'node:stream';
import { Controller, Put, Req, Res } from '@nestjs/common';
import { AllowStaff, CurrentUpload, type DomainError, type NotedAct } from '@passant/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EventsMissing, FileKnown, StorageFull } from './batch.errors';
import { UploadsService } from './uploads.service';

type EventsRequest = FastifyRequest<{ Params: { market: string }; Querystring: { name?: string } }>;

const INSUFFICIENT_STORAGE = 507;

/** `PUT /uploads/events/<market>?name=events.csv.gz`: a stream of any length. */
@Controller('uploads/events')
export class UploadsController {
  constructor(private readonly uploads: UploadsService) {}

  @Put(':market')
  @AllowStaff('network-operator')
  async put(
    @Req() { body, params, query }: EventsRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @CurrentUpload('uploadEvents') act: NotedAct,
  ): Promise<object> {
    if (!(body instanceof Readable)) throw new EventsMissing();
    const name = typeof query.name === 'string' ? query.name : 'events';
    try {
      return await this.uploads.receive({ market: params.market, name, body, act });
    } catch (error) {
      if (error instanceof FileKnown) return refuse(reply.code(409), error, { batchId: error.batchId });
      if (error instanceof StorageFull) return refuse(reply.code(INSUFFICIENT_STORAGE), error);
      throw error;
    }
  }
}

/** As the platform answers errors, with what it has no word for: 507, and which batch the file belongs to. */
const refuse = (_reply: FastifyReply, { code, category, message }: DomainError, more: object = {}): object => ({
  code,
  category,
  message,
  ...more,
});
