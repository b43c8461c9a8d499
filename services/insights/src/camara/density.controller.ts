import { Body, Controller, Post, Res } from '@nestjs/common';
import type { Actor } from '@passant/contracts';
import { AllowPartner, CurrentActor, CurrentRequestId } from '@passant/platform';
import type { FastifyReply } from 'fastify';
import { getApiClientId } from '../graphql/actors';
import { CORRELATOR, readCorrelator } from './correlator';
import { DensityService } from './density.service';
import { OperationsService } from './operations.service';

/** CAMARA population-density-data v0.3.0 (GSMA, Linux Foundation), behind the gateway. */
@Controller('population-density-data/v0.3')
export class DensityController {
  constructor(
    private readonly density: DensityService,
    private readonly operations: OperationsService,
  ) {}

  @AllowPartner()
  @Post('retrieve')
  async retrieve(
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @CurrentRequestId() requestId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const correlator = readCorrelator(reply.request.headers);
    if (correlator !== undefined) void reply.header(CORRELATOR, correlator);
    const apiClientId = getApiClientId(actor);
    const prepared = await this.density.prepare(body, apiClientId);
    if (prepared.request.sink === null) {
      void reply.code(200);
      return this.density.answer(prepared, { apiClientId, requestId });
    }
    const operationId = await this.operations.accept({ prepared, apiClientId, requestId, correlator });
    void reply.code(202);
    return { operationId };
  }
}
