export const BATCH_FIELDS = `id state stage bytes bytesRead rowsRead failure { code message }
  counters { read accepted withoutConsent duplicate rejected }
  byDay { day read accepted withoutConsent duplicate rejected }
  quarantine { reason count line lines } peakMemoryMegabytes`;

export interface Counters {
  read: number;
  accepted: number;
  withoutConsent: number;
  duplicate: number;
  rejected: number;
}

export interface BatchAnswer {
  id: string;
  state: string;
  rowsRead: number;
  failure: { code: string; message: string } | null;
  counters: Counters;
  byDay: (Counters & { day: string })[];
  quarantine: { reason: string; count: number; line: number; lines: number[] }[];
  peakMemoryMegabytes: number;
}

/** A row of a batch's segments, opened. */
export interface SegmentRow {
  pseudonym: string;
  time: string;
  cell_id: string;
  group_code: number;
  age_code: number;
  gender_code: number;
  home_area: string;
}
