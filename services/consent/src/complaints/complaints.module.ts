import { Module } from '@nestjs/common';
import { ComplaintPruner } from './complaint-pruner';
import { ComplaintsRepository } from './complaints.repository';
import { ComplaintsResolver } from './complaints.resolver';
import { ComplaintsService } from './complaints.service';

@Module({
  providers: [ComplaintPruner, ComplaintsRepository, ComplaintsService, ComplaintsResolver],
  exports: [ComplaintsService],
})
export class ComplaintsModule {}
