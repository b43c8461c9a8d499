// A consent service in a process of its own, made from what is built: killed and stopped by processes.int-spec.ts.
require('reflect-metadata');
const { Controller, Get } = require('@nestjs/common');
const { z } = require('zod');
const { defineJob } = require('@passant/contracts');
const platform = require('@passant/platform');
const { DataSource } = require('typeorm');

const effectWanted = defineJob({
  name: 'effect.wanted',
  from: ['consent'],
  to: ['consent'],
  schema: z.object({ what: z.string() }),
});

class Processor {
  constructor(dataSource, inbox) {
    Object.assign(this, { dataSource, inbox });
  }

  /** `hang` is begun and never done by the process that is told to hang. */
  async handle({ rowId, payload, signal }) {
    await this.dataSource.query('INSERT INTO begun (what, pid) VALUES ($1, $2)', [payload.what, process.pid]);
    if (process.argv[2] === 'hang') {
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))));
    }
    await this.inbox.once(rowId, effectWanted, (manager) =>
      manager.query('INSERT INTO effects (what) VALUES ($1)', [payload.what]).then(() => undefined),
    );
  }
}
Reflect.defineMetadata('design:paramtypes', [DataSource, platform.Inbox], Processor);
platform.HandlesJob(effectWanted)(Processor);

class SlowController {
  constructor(dataSource) {
    this.dataSource = dataSource;
  }

  /** Answers a second later. */
  async slow() {
    await this.dataSource.query('INSERT INTO begun (what, pid) VALUES ($1, $2)', ['slow', process.pid]);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return 'done';
  }
}
Reflect.defineMetadata('design:paramtypes', [DataSource], SlowController);
const slow = Object.getOwnPropertyDescriptor(SlowController.prototype, 'slow');
Get('/slow')(SlowController.prototype, 'slow', slow);
platform.Public()(SlowController.prototype, 'slow', slow);
Controller()(SlowController);

class Sample {}
const environment = platform.parseEnvironment(platform.commonEnvironment);
const jobs = process.argv[2] === 'unhandled' ? [{ ...effectWanted, name: 'other.wanted' }] : [];
const imports = platform.serviceModules({
  service: 'consent',
  environment,
  entities: [],
  graphql: false,
  jobs: [effectWanted, ...jobs],
});
const module_ = { module: Sample, imports, providers: [Processor], controllers: [SlowController] };
void platform.bootService({ service: 'consent', module: module_, environment });
