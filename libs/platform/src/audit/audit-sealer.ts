import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import {
  type Checkpoint,
  GrowingTree,
  type GrownNode,
  hashCheckpoint,
  type LogEntry,
  NO_CHECKPOINT_BEFORE,
  openNote,
  planRoot,
  readCheckpoint,
  signNote,
  toLeafHash,
  writeCheckpoint,
  writeVerifier,
} from '@passant/proofs';
import type { EntityManager } from 'typeorm';
import { toSafeError } from '../errors/safe-error';
import { Ticker } from '../jobs/ticker';
import { AuditLog } from './audit-log';
import { AUDIT_SETTINGS, type AuditSettings } from './audit-settings';
import { AuditRepository } from './audit.repository';
import { CheckpointFolder } from './checkpoint-folder';

const MOST_ENTRIES_A_CHECKPOINT = 2_000;
const CHECKPOINTS_A_ROUND = 100;

/** What lies outside the database is no checkpoint of this log: nothing is sealed until a person looked. */
export class CheckpointsForeign extends Error {
  override readonly name = 'CheckpointsForeign';
}

interface Edge {
  readonly epoch: number;
  readonly sequence: number;
  readonly previous: string;
  readonly tree: GrowingTree;
}

/**
 * Every few seconds: appends what is new to the tree, signs a checkpoint chained to the last, and writes it outside the database. One process
 * at a time, by a lock that dies with its transaction. A database that knows less than what lies outside it was set back: its tree ends
 * there, the next epoch begins with an entry that says so.
 */
@Injectable()
export class AuditSealer implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Audit');
  private readonly ticker: Ticker;

  constructor(
    private readonly repository: AuditRepository,
    private readonly log: AuditLog,
    private readonly folder: CheckpointFolder,
    @Inject(AUDIT_SETTINGS) private readonly settings: AuditSettings,
  ) {
    this.ticker = new Ticker(
      settings.everyMs,
      () => this.seal(),
      (error) => this.logger.error({ event: 'audit.standing-still', error: toSafeError(error) }),
    );
  }

  async onModuleInit(): Promise<void> {
    await this.folder.writeVerifier(writeVerifier(this.settings.verifier));
  }

  onApplicationBootstrap(): void {
    if (this.settings.everyMs > 0) this.ticker.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.ticker.stop();
  }

  /** Seals everything that waits. @throws CheckpointsForeign, CheckpointTaken */
  async seal(): Promise<void> {
    await this.publish();
    while ((await this.repository.hasPending()) && (await this.sealSome())) await this.publish();
  }

  /** @returns false where there was nothing to do, or another process does it */
  private async sealSome(): Promise<boolean> {
    const published = await this.findPublished();
    return this.repository.run(async (manager) => {
      if (!(await this.repository.holdSealer(manager))) return false;
      const edge = await this.findEdge(manager, published);
      const entries = await this.repository.findPending(manager, MOST_ENTRIES_A_CHECKPOINT);
      if (entries.length === 0) return false;
      await this.extend(manager, edge, entries);
      return true;
    });
  }

  private async extend(
    manager: EntityManager,
    { epoch, sequence, previous, tree }: Edge,
    entries: readonly Omit<LogEntry, 'service'>[],
  ): Promise<void> {
    const from = tree.size;
    const nodes: GrownNode[] = [];
    const leaves = entries.map((entry) => {
      const hash = toLeafHash({ ...entry, service: this.settings.service });
      nodes.push(...tree.append(hash));
      return { entryId: entry.id, hash };
    });
    await this.repository.addLeaves(manager, { epoch, from }, leaves);
    await this.repository.addNodes(manager, epoch, nodes);
    const sealedAt = new Date();
    const { origin, verifier, privateKey } = this.settings;
    const place = { origin, epoch, sequence, size: tree.size, root: tree.root() };
    const text = writeCheckpoint({ ...place, previous, time: sealedAt.toISOString() });
    const note = signNote(text, verifier, privateKey);
    await this.repository.addCheckpoint(manager, { sequence, epoch, size: tree.size, note, sealedAt });
  }

  private async findEdge(manager: EntityManager, published: Published | undefined): Promise<Edge> {
    const known = await this.repository.findNewestCheckpoint(manager);
    if (published && published.checkpoint.sequence > (known?.sequence ?? 0)) return this.beginEpoch(manager, published);
    const isForked =
      published && published.checkpoint.sequence === known?.sequence && published.text !== this.read(known.note).text;
    if (isForked) throw new CheckpointsForeign();
    if (!known) return { epoch: 1, sequence: 1, previous: NO_CHECKPOINT_BEFORE, tree: new GrowingTree() };
    const plan = planRoot(known.size);
    const tree = GrowingTree.resume(known.size, plan, await this.repository.findNodes(known.epoch, plan, manager));
    const previous = hashCheckpoint(this.read(known.note).text);
    return { epoch: known.epoch, sequence: known.sequence + 1, previous, tree };
  }

  private async beginEpoch(manager: EntityManager, { text, checkpoint }: Published): Promise<Edge> {
    const { epoch, sequence, size } = checkpoint;
    const last = { epoch, sequence, size, sha256: hashCheckpoint(text) };
    await this.log.append(manager, [{ kind: 'database-set-back', at: new Date(), content: { last } }]);
    this.logger.error({ event: 'audit.database-set-back', epoch, sequence, size });
    return { epoch: epoch + 1, sequence: sequence + 1, previous: last.sha256, tree: new GrowingTree() };
  }

  /** Writes outside what is committed and not yet there: also after a crash between the two. */
  private async publish(): Promise<void> {
    for (;;) {
      const newest = (await this.findPublished())?.checkpoint;
      const waiting = await this.repository.findCheckpointsAfter(newest?.sequence ?? 0, CHECKPOINTS_A_ROUND);
      let before: Pick<Checkpoint, 'epoch' | 'size'> | undefined = newest;
      for (const { sequence, epoch, size, note } of waiting) {
        const from = before?.epoch === epoch ? before.size : 0;
        const leaves = Buffer.concat(await this.repository.findLeaves(epoch, from, size));
        await this.folder.publish(sequence, { note, leaves });
        before = { epoch, size };
      }
      if (waiting.length < CHECKPOINTS_A_ROUND) return;
    }
  }

  private async findPublished(): Promise<Published | undefined> {
    const note = await this.folder.findNewest();
    return note === undefined ? undefined : this.read(note);
  }

  private read(note: string): Published {
    const opened = openNote(note, [this.settings.verifier]);
    const checkpoint = opened.kind === 'signed' ? readCheckpoint(opened.text) : undefined;
    if (opened.kind !== 'signed' || checkpoint?.origin !== this.settings.origin) throw new CheckpointsForeign();
    return { text: opened.text, checkpoint };
  }
}

interface Published {
  readonly text: string;
  readonly checkpoint: Checkpoint;
}
