import { Module } from '@nestjs/common';
import { PanelIssuedProcessor } from './panel-issued.processor';
import { PanelsRepository } from './panels.repository';
import { PanelsService } from './panels.service';

@Module({ providers: [PanelsRepository, PanelsService, PanelIssuedProcessor], exports: [PanelsService] })
export class PanelsModule {}
