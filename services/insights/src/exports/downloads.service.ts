import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { ObjectStores, StopsService, SystemClock } from '@passant/platform';
import { EntitlementsService } from '../contracts/entitlements.service';
import { madeOf } from '../figures/bulk.service';
import { type LinkQuery, LinksService, type SignedLink } from '../links/links.service';
import { CredentialsService } from '../oauth/credentials.service';
import { type ExportObject, toExportObject } from './export.object';
import { ExportUnknown } from './exports.errors';
import { type Export, type ExportedFile, ExportsRepository } from './exports.repository';

const LINK_SECONDS = 3600;
const FILE = /^data\.(csv|geojson|parquet)$|^method\.json$/;

/** What the right to download hangs on, beside the link itself. */
@Injectable()
export class DownloadRights {
  constructor(
    private readonly entitlements: EntitlementsService,
    private readonly credentials: CredentialsService,
    private readonly stops: StopsService,
  ) {}

  /** @throws CredentialsRevoked, ContractNotActive, ContractUnknown, ProcessingStopped, StopsUnknown */
  async check({ apiClientId, contractId, question }: Export): Promise<void> {
    const client = await this.credentials.getClient(apiClientId);
    const [{ terms }] = await this.entitlements.getGrants(client.id, contractId);
    const { market, purpose } = terms;
    for (const product of madeOf(question)) this.stops.refuseStopped({ market, purpose, product });
  }
}

export type Download =
  | { readonly kind: 'file'; readonly file: ExportedFile; readonly name: string; readonly bytes: Readable }
  | { readonly kind: 'expired' };

/** Files of exports, behind signed links that end, while contract and credentials are good. */
@Injectable()
export class DownloadsService {
  /** Links live in wall time. */
  private readonly clock = new SystemClock();

  constructor(
    private readonly exports: ExportsRepository,
    private readonly links: LinksService,
    private readonly rights: DownloadRights,
    private readonly stores: ObjectStores,
  ) {}

  /** An export as the graph shows it, with fresh links to what is there. */
  present(one: Export): ExportObject {
    const now = this.clock.now();
    return toExportObject(one, (of, file) => this.linkTo(of, file, now), now);
  }

  /** @throws LinkInvalid, ExportUnknown, CredentialsRevoked, ContractNotActive, ProcessingStopped */
  async open(id: string, name: string, query: LinkQuery): Promise<Download> {
    const now = this.clock.now();
    if (this.links.check(`/exports/${id}/${name}`, query, now) === 'expired') return { kind: 'expired' };
    const found = FILE.test(name) ? await this.exports.findExport(id) : undefined;
    if (!found) throw new ExportUnknown();
    await this.rights.check(found);
    const file = found.files?.find((one) => one.name === name);
    if (!file || (found.expiresAt?.getTime() ?? 0) <= now.getTime()) return { kind: 'expired' };
    const { product, from } = found.question;
    const days = 'to' in found.question ? `${from}-${found.question.to}` : from;
    const bytes = await this.stores.of('exports').read(file.check);
    return { kind: 'file', file, bytes, name: `${product}-${days}-${name}` };
  }

  private linkTo(of: Export, { name }: ExportedFile, now: Date): SignedLink {
    const latestMs = Math.min(now.getTime() + LINK_SECONDS * 1000, of.expiresAt?.getTime() ?? 0);
    return this.links.sign(`/exports/${of.id}/${name}`, new Date(latestMs));
  }
}
