/** What the public page says about times to effect, in its own words: of the newest month that says anything. */
export async function readPublished(publicUrl: string): Promise<string> {
  const { months } = (await (await fetch(`${publicUrl}/transparency/data.json`)).json()) as {
    months: { month: string; timeToEffect: Readonly<Record<string, unknown>> }[];
  };
  const told = months.find(({ timeToEffect }) => timeToEffect['kind'] !== 'under-100') ?? months[0];
  return JSON.stringify(told && { month: told.month, ...told.timeToEffect });
}
