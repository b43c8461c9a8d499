import { Module } from '@nestjs/common';
import { OauthModule } from '../oauth/oauth.module';
import { LinksService } from './links.service';

@Module({ imports: [OauthModule], providers: [LinksService], exports: [LinksService] })
export class LinksModule {}
