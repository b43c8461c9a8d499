import { Global, Module } from '@nestjs/common';
import { RecentReads } from './recent-reads';

@Global()
@Module({ providers: [RecentReads], exports: [RecentReads] })
export class DatabaseModule {}
