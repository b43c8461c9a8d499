import { Module } from '@nestjs/common';
import { ComplaintsRepository } from './complaints.repository';
import { ComplaintsResolver } from './complaints.resolver';
import { ComplaintsService } from './complaints.service';

@Module({ providers: [ComplaintsRepository, ComplaintsService, ComplaintsResolver], exports: [ComplaintsService] })
export class ComplaintsModule {}
