import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The newest file of a kind that the network operator gave for a market: public facts and cells, no people. */
@Entity('network_file')
export class NetworkFileEntity {
  @PrimaryColumn('text')
  market: string;

  @PrimaryColumn('text')
  kind: string;

  @Column('uuid')
  id: string;

  @Column('text')
  sha256: string;

  @Column('bytea')
  content: Buffer;

  @Column('text')
  uploadedBy: string;

  @Column('timestamptz')
  uploadedAt: Date;
}
