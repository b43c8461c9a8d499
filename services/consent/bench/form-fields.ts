/** What a browser sends of a form's HTML without a click: names and values; of choices, the one that is chosen. */
export function readFields(form: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [input] of form.matchAll(/<input[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(input)?.[1];
    if (name === undefined || (input.includes('type="radio"') && !input.includes(' checked'))) continue;
    fields[name] = /value="([^"]*)"/.exec(input)?.[1] ?? '';
  }
  return fields;
}
