import { type ReactNode, useId } from 'react';

export function Button(props: {
  readonly children: ReactNode;
  readonly onPress?: () => void;
  readonly kind?: 'main' | 'plain' | 'danger';
  readonly isOff?: boolean;
  readonly submits?: boolean;
}) {
  const { children, onPress, kind = 'plain', isOff = false, submits = false } = props;
  return (
    <button type={submits ? 'submit' : 'button'} className={`button ${kind}`} disabled={isOff} onClick={onPress}>
      {children}
    </button>
  );
}

interface FieldProps {
  readonly label: string;
  readonly hint?: string;
  /** What is wrong with it, and what to do. */
  readonly problem?: string | null;
}

/** A label, what helps to fill it in, what is wrong, and the control itself, tied together for screen readers. */
export function Field({
  label,
  hint,
  problem,
  control,
}: FieldProps & { readonly control: (ids: { id: string; 'aria-describedby': string | undefined }) => ReactNode }) {
  const id = useId();
  const described = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ') || undefined;
  return (
    <div className={problem ? 'field wrong' : 'field'}>
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
      {problem && (
        <p id={`${id}-problem`} className="problem">
          {problem}
        </p>
      )}
      {control({ id, 'aria-describedby': described })}
    </div>
  );
}

export function TextField({
  value,
  onChange,
  type = 'text',
  ...field
}: FieldProps & {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'number' | 'date' | 'month' | 'email' | 'datetime-local';
}) {
  return (
    <Field
      {...field}
      control={(ids) => <input {...ids} type={type} value={value} onChange={({ target }) => onChange(target.value)} />}
    />
  );
}

export function SelectField<Value extends string>({
  value,
  options,
  onChange,
  ...field
}: FieldProps & {
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}) {
  return (
    <Field
      {...field}
      control={(ids) => (
        <select {...ids} value={value} onChange={({ target }) => onChange(target.value as Value)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    />
  );
}

export function CheckField(props: {
  readonly label: ReactNode;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}) {
  return (
    <label className="check">
      <input type="checkbox" checked={props.isOn} onChange={({ target }) => props.onChange(target.checked)} />
      <span>{props.label}</span>
    </label>
  );
}

/** A few choices of which one holds, side by side. */
export function Choice<Value extends string>(props: {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}) {
  const name = useId();
  return (
    <fieldset className="choice">
      <legend>{props.label}</legend>
      {props.options.map(({ value, label }) => (
        <label key={value}>
          <input type="radio" name={name} checked={value === props.value} onChange={() => props.onChange(value)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
