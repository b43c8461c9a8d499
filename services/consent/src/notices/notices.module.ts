import { Module } from '@nestjs/common';
import { NoticesRepository } from './notices.repository';
import { NoticesResolver } from './notices.resolver';
import { NoticesService } from './notices.service';

@Module({ providers: [NoticesRepository, NoticesResolver, NoticesService], exports: [NoticesService] })
export class NoticesModule {}
