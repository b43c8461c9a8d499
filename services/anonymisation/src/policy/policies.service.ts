import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@passant/platform';
import { Transactions } from '../database/transactions';
import { parsePolicyFile } from './parse-policy-file';
import { PolicyInvalid, PolicyNeedsAnother, PolicyReasonInvalid, PolicyVersionUnknown } from './policies.errors';
import { PoliciesRepository, type PolicyRecord } from './policies.repository';
import { DEFAULT_VERSION, type PolicyVersion } from './policy';

export type { PolicyRecord } from './policies.repository';

const LEAST_REASON = 10;
const LONGEST_REASON = 500;

/** Which policy is in force. The privacy officer proposes, somebody else approves; it counts for days closed from then on. */
@Injectable()
export class PoliciesService {
  constructor(
    private readonly policies: PoliciesRepository,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws PolicyInvalid where a version that was accepted is refused today: then nothing is measured */
  async getCurrent(): Promise<PolicyVersion> {
    const approved = await this.policies.findApproved();
    return approved ? toVersion(approved) : DEFAULT_VERSION;
  }

  /** A version that releases were made under. @throws PolicyVersionUnknown, PolicyInvalid */
  async getVersion(version: number): Promise<PolicyVersion> {
    return version === DEFAULT_VERSION.version ? DEFAULT_VERSION : toVersion(await this.getOne(version));
  }

  findAll(): Promise<PolicyRecord[]> {
    return this.policies.findAll();
  }

  /** @throws PolicyInvalid with the numbers; PolicyReasonInvalid */
  async propose(text: string, by: { reason: string; staffId: string }): Promise<PolicyRecord> {
    const reason = by.reason.trim();
    if (reason.length < LEAST_REASON || reason.length > LONGEST_REASON) throw new PolicyReasonInvalid();
    const parsed = parsePolicyFile(text);
    if (parsed.state === 'refused') throw new PolicyInvalid(parsed.problems);
    const proposal = { file: parsed.file, reason, proposedBy: by.staffId, proposedAt: this.clock.now() };
    const version = await this.transactions.run((transaction) => this.policies.insert(transaction, proposal));
    return this.getOne(version);
  }

  /** A repeat changes nothing. @throws PolicyVersionUnknown, PolicyNeedsAnother */
  async approve(version: number, staffId: string): Promise<PolicyRecord> {
    const record = await this.getOne(version);
    if (record.proposedBy === staffId) throw new PolicyNeedsAnother();
    const approval = { version, approvedBy: staffId, approvedAt: this.clock.now() };
    await this.transactions.run((transaction) => this.policies.insertApproval(transaction, approval));
    return this.getOne(version);
  }

  private async getOne(version: number): Promise<PolicyRecord> {
    const record = await this.policies.find(version);
    if (!record) throw new PolicyVersionUnknown();
    return record;
  }
}

function toVersion({ version, file }: PolicyRecord): PolicyVersion {
  // Versions of before told the location error of markets too; now their zone plans do.
  const parsed = parsePolicyFile(JSON.stringify({ ...file, locationErrors: undefined }));
  if (parsed.state === 'refused') throw new PolicyInvalid(parsed.problems);
  return { version, policy: parsed.policy, file: parsed.file };
}
