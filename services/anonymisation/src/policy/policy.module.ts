import { Module } from '@nestjs/common';
import { PoliciesRepository } from './policies.repository';
import { PoliciesResolver } from './policies.resolver';
import { PoliciesService } from './policies.service';

@Module({ providers: [PoliciesRepository, PoliciesService, PoliciesResolver], exports: [PoliciesService] })
export class PolicyModule {}
