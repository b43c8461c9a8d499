import { Module } from '@nestjs/common';
import { LogInModule } from '../log-in/log-in.module';
import { LogInService } from '../log-in/log-in.service';
import { MarketsModule } from '../markets/markets.module';
import { MarketsService } from '../markets/markets.service';
import { LinesService } from '../registry/lines.service';
import { RegistryModule } from '../registry/registry.module';
import { LETTER_CODE_PARTS, type LetterCodeParts, LetterCodesService } from './letter-codes.service';
import { LettersController } from './letters.controller';
import { LettersRepository } from './letters.repository';
import { LettersService } from './letters.service';

type Parts = [LettersRepository, LettersService, LogInService, LinesService, MarketsService];
const toParts = (...[repository, letters, logIns, lines, markets]: Parts): LetterCodeParts => ({
  repository,
  letters,
  logIns,
  lines,
  markets,
});

@Module({
  imports: [LogInModule, MarketsModule, RegistryModule],
  controllers: [LettersController],
  providers: [
    LettersRepository,
    LettersService,
    LetterCodesService,
    {
      provide: LETTER_CODE_PARTS,
      inject: [LettersRepository, LettersService, LogInService, LinesService, MarketsService],
      useFactory: toParts,
    },
  ],
  exports: [LettersService, LetterCodesService],
})
export class LettersModule {}
