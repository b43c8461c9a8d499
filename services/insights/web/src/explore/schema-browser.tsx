import { useState } from 'react';
import type { Document } from '../shared/graph/document';
import { useAnswer } from '../shared/graph/use-answer';
import { Button, TextField } from '../shared/kit/controls';
import { Problem } from '../shared/kit/problem';
import { Progress } from '../shared/kit/progress';
import { useTexts } from '../shared/texts/language';
import { workTexts } from './work.texts';

interface TypeRef {
  readonly kind: string;
  readonly name: string | null;
  readonly ofType?: TypeRef | null;
}
interface FieldOf {
  readonly name: string;
  readonly description: string | null;
  readonly type: TypeRef;
  readonly args?: readonly FieldOf[];
}
interface TypeOf {
  readonly name: string;
  readonly description: string | null;
  readonly fields: readonly FieldOf[] | null;
  readonly inputFields: readonly FieldOf[] | null;
  readonly enumValues: readonly { readonly name: string; readonly description: string | null }[] | null;
}

const TYPE = 'kind name ofType{kind name ofType{kind name ofType{kind name}}}';
/** Asked of the graph itself: it shows to each what is for them. */
const introspection: Document<{ readonly __schema: { readonly types: readonly TypeOf[] } }, object> = {
  name: 'introspection',
  text: `query introspection{__schema{types{name description fields{name description type{${TYPE}} args{name description type{${TYPE}}}}inputFields{name description type{${TYPE}}}enumValues{name description}}}}`,
};
const NOTHING = {};
const MOST = 40;

function write({ kind, name, ofType }: TypeRef): string {
  if (!ofType) return name ?? '';
  if (kind === 'NON_NULL') return `${write(ofType)}!`;
  return kind === 'LIST' ? `[${write(ofType)}]` : write(ofType);
}

/** What can be asked: types and fields with their descriptions, found by a word. */
export function SchemaBrowser() {
  const t = useTexts(workTexts);
  const [isOpen, setIsOpen] = useState(false);
  const [sought, setSought] = useState('Query');
  const { answer, error, isAsking } = useAnswer(introspection, isOpen ? NOTHING : null);
  const types = answer?.data.__schema.types.filter(({ name }) => !name.startsWith('__')) ?? [];
  const word = sought.toLowerCase();
  const exact = types.filter(({ name }) => name.toLowerCase() === word);
  const found = exact.length > 0 ? exact : types.filter(({ name }) => name.toLowerCase().includes(word));
  return (
    <details className="schema" onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>{t.schema}</summary>
      {isAsking && <Progress />}
      {error?.code === 'INTROSPECTION_DISABLED' ? <p>{t.schemaElsewhere}</p> : error && <Problem error={error} />}
      {answer && (
        <>
          <TextField label={t.findType} value={sought} onChange={setSought} />
          {found.length === 0 && <p>{t.noType}</p>}
          {found.slice(0, MOST).map(({ name, description, fields, inputFields, enumValues }) => (
            <section key={name} data-type={name}>
              <h3>{name}</h3>
              {description && <p>{description}</p>}
              <dl>
                {[...(fields ?? []), ...(inputFields ?? [])].map((field) => (
                  <Field key={field.name} {...field} onType={setSought} />
                ))}
                {enumValues?.map((value) => (
                  <div key={value.name}>
                    <dt>
                      <code>{value.name}</code>
                    </dt>
                    <dd>{value.description}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </>
      )}
    </details>
  );
}

function Field({ name, description, type, args = [], onType }: FieldOf & { readonly onType: (name: string) => void }) {
  const written = write(type);
  return (
    <div>
      <dt>
        <code>
          {name}
          {args.length > 0 && `(${args.map((one) => `${one.name}: ${write(one.type)}`).join(', ')})`}
        </code>{' '}
        <Button onPress={() => onType(written.replace(/[^\w]/g, ''))}>{written}</Button>
      </dt>
      <dd>{description}</dd>
    </div>
  );
}
