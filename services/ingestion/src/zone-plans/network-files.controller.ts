import { Readable } from 'node:stream';
import { Body, Controller, Param, Put } from '@nestjs/common';
import { AllowStaff, CurrentUpload, type NotedAct } from '@passant/platform';
import { NetworkFileEmpty, NetworkFileTooLarge } from './zone-plan.errors';
import { ZonePlansService } from './zone-plans.service';

const LARGEST_BYTES = 64 * 1024 * 1024;

/** `PUT /uploads/network/<market>/<kind>`: cells, zones, places, population. */
@Controller('uploads/network')
export class NetworkFilesController {
  constructor(private readonly zonePlans: ZonePlansService) {}

  @Put(':market/:kind')
  @AllowStaff('network-operator')
  async put(
    @Param('market') market: string,
    @Param('kind') kind: string,
    @Body() body: unknown,
    @CurrentUpload('uploadNetworkFile') act: NotedAct,
  ): Promise<{ fileId: string; sha256: string }> {
    const content = await readWhole(body);
    return this.zonePlans.storeFile({ market, kind, content, act });
  }
}

async function readWhole(body: unknown): Promise<Buffer> {
  if (!(body instanceof Readable)) throw new NetworkFileEmpty();
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > LARGEST_BYTES) throw new NetworkFileTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
