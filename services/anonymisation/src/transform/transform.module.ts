import { Module } from '@nestjs/common';
import { SealKeys } from './seal-keys';
import { TransformService } from './transform.service';

@Module({ providers: [SealKeys, TransformService], exports: [SealKeys, TransformService] })
export class TransformModule {}
