import { Inject, Injectable } from '@nestjs/common';
import {
  footprintsArtefactSchema,
  zonePlanApproved,
  zonePlanArtefactSchema,
  type FootprintsArtefact,
  type JobPayload,
  type ZonePlanId,
} from '@passant/contracts';
import { CLOCK, Inbox, ObjectStores, type Clock } from '@passant/platform';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { z } from 'zod';
import { findPlanProblem } from './domain/find-plan-problem';
import { toPlanZone } from './domain/to-plan-zone';
import { ZonePlanInvalid } from './plans.errors';
import { PlansRepository, type Plan } from './plans.repository';

export type { Plan } from './plans.repository';

/** Zone plans: what every table is made over. */
@Injectable()
export class PlansService {
  constructor(
    private readonly plans: PlansRepository,
    private readonly stores: ObjectStores,
    private readonly inbox: Inbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Stores an approved plan. @throws ZonePlanInvalid */
  async store(rowId: string, payload: JobPayload<typeof zonePlanApproved>): Promise<void> {
    if (!payload.footprints) throw new ZonePlanInvalid('it came without footprints');
    const [zonesBytes, footprintBytes] = await Promise.all([
      this.stores.of('zone-plans').readBytes(payload.zones),
      this.stores.of('footprints').readBytes(payload.footprints),
    ]);
    const artefact = parse(zonePlanArtefactSchema, zonesBytes);
    const footprints = parse(footprintsArtefactSchema, footprintBytes);
    const problem = findPlanProblem({ announced: payload.planId, artefact, footprints });
    if (problem) throw new ZonePlanInvalid(problem);
    const plan: Plan = {
      planId: artefact.planId,
      version: artefact.version,
      market: artefact.market,
      residents: artefact.residents,
      zones: artefact.zones.map(toPlanZone),
      regions: artefact.regions,
      locationError: artefact.locationError,
    };
    const compressed = await promisify(gzip)(JSON.stringify(footprints));
    const receivedAt = this.clock.now();
    await this.inbox.once(rowId, zonePlanApproved, (transaction) =>
      this.plans.insert(transaction, plan, { footprints: compressed, receivedAt }),
    );
  }

  find(planId: ZonePlanId): Promise<Plan | undefined> {
    return this.plans.find(planId);
  }

  async findFootprints(planId: ZonePlanId): Promise<FootprintsArtefact | undefined> {
    const compressed = await this.plans.findFootprints(planId);
    if (!compressed) return undefined;
    return JSON.parse((await promisify(gunzip)(compressed)).toString('utf8')) as FootprintsArtefact;
  }
}

/** @throws ZonePlanInvalid */
function parse<Schema extends z.ZodType>(schema: Schema, bytes: Buffer): z.infer<Schema> {
  const parsed = schema.safeParse(toJson(bytes));
  if (!parsed.success) throw new ZonePlanInvalid('a file of it has the wrong form');
  return parsed.data;
}

function toJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
