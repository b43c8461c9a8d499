import { type CityProgress, prepareCity, type PrepareCityOptions } from '@passant/simulator';
import { messageOf } from '../errors';

/**
 * Making a city takes all of a processor: it has a process of its own, so that the launcher can still hear Ctrl-C. Options
 * come as one parameter, progress and outcome go to the launcher as messages.
 */
const options = JSON.parse(process.argv[2]!) as Omit<PrepareCityOptions, 'progress'>;
const tell = (message: CityMessage) => new Promise<void>((resolve) => process.send!(message, () => resolve()));

export type CityMessage =
  | { kind: 'progress'; progress: CityProgress }
  | { kind: 'done'; summary: Awaited<ReturnType<typeof prepareCity>> }
  | { kind: 'failed'; message: string; isKitInvalid: boolean };

prepareCity({
  ...options,
  progress: (progress) => void process.send?.({ kind: 'progress', progress } satisfies CityMessage),
})
  .then((summary) => tell({ kind: 'done', summary }))
  .catch((thrown: unknown) =>
    tell({
      kind: 'failed',
      message: messageOf(thrown),
      isKitInvalid: thrown instanceof Error && thrown.name === 'KitInvalid',
    }),
  )
  .finally(() => process.disconnect());
