/** Columns: `name` (of a file), `rows`. */
export const countRows = (files: string): string => `
  SELECT _file AS name, count() AS rows FROM ${files} GROUP BY name ORDER BY name`;
