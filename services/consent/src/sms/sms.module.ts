import { type DynamicModule, Module } from '@nestjs/common';
import type { Environment } from '../environment';
import { DevelopmentInbox } from './development-inbox';
import { HttpSms } from './http-sms';
import { InboxController } from './inbox.controller';
import { SMS } from './sms';
import { TextMessagesRepository } from './text-messages.repository';
import { TextMessagesService } from './text-messages.service';

@Module({})
export class SmsModule {
  /** The gateway where one is configured, else the development inbox with its page. */
  static for(environment: Pick<Environment, 'PASSANT_ENV' | 'SMS_GATEWAY_URL'>): DynamicModule {
    const { PASSANT_ENV, SMS_GATEWAY_URL } = environment;
    const sms = SMS_GATEWAY_URL ? new HttpSms(SMS_GATEWAY_URL) : new DevelopmentInbox(PASSANT_ENV);
    return {
      module: SmsModule,
      controllers: sms instanceof DevelopmentInbox ? [InboxController] : [],
      providers: [{ provide: SMS, useValue: sms }, TextMessagesRepository, TextMessagesService],
      exports: [SMS, TextMessagesService],
    };
  }
}
