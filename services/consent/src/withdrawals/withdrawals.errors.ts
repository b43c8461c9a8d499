import { DomainError } from '@passant/platform';

export class LineUnknown extends DomainError {
  readonly code = 'LINE_UNKNOWN';
  readonly category = 'not_found';

  constructor() {
    super('This is not the mobile number of a line of the network. Nothing was recorded: please check the number.');
  }
}

export class WithdrawalChannelUnknown extends DomainError {
  readonly code = 'CHANNEL_UNKNOWN';
  readonly category = 'invalid';

  constructor() {
    super('A withdrawal comes by letter, shop or hotline.');
  }
}
