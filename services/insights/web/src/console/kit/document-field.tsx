import { Field } from '../../shared/kit/controls';

/** Hashes a file here: it is not sent anywhere. @returns 64 hexadecimal digits */
export async function sha256Of(file: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A signed document, of which only the SHA-256 is kept. */
export function DocumentField(props: {
  readonly label: string;
  readonly hint: string;
  readonly sha256: string;
  readonly onChange: (sha256: string) => void;
  readonly problem: string | null;
}) {
  const choose = async (file: File | undefined) => props.onChange(file ? await sha256Of(file) : '');
  return (
    <>
      <Field
        label={props.label}
        hint={props.hint}
        problem={props.problem}
        control={(ids) => (
          <input {...ids} type="file" onChange={({ target }) => void choose(target.files?.[0] ?? undefined)} />
        )}
      />
      {props.sha256 !== '' && (
        <p className="hint">
          SHA-256 <code>{props.sha256}</code>
        </p>
      )}
    </>
  );
}
