import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A buyer. */
@Entity('client')
export class ClientEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  name: string;

  @Column('text')
  kindOfBuyer: string;

  @Column('text')
  createdBy: string;

  @Column('timestamptz')
  createdAt: Date;
}
