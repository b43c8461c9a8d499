import type { ReactNode } from 'react';

/** Names and values, one a line; a value of null stays out. */
export function Facts({ of }: { readonly of: readonly (readonly [string, ReactNode | null])[] }) {
  return (
    <dl className="facts">
      {of.map(([name, value]) =>
        value === null ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
