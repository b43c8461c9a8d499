/**
 * Table `stay_zones`: where each stay was, `P(zone | stay)` = the mean over its events of `P(zone | cell)`.
 *
 * Columns: those of `stays` without `seen`, and `zones`, `probabilities`, `cumulated` (their sums;
 * the last is exactly 1), of one length.
 */
export const createStayZones = (): string => `
  CREATE TABLE stay_zones ENGINE = MergeTree ORDER BY tuple() AS
  SELECT
    pseudonym, stay, any(group_code) AS group_code, any(started) AS started, any(ended) AS ended,
    any(filled_from) AS filled_from, any(filled_to) AS filled_to, any(filled_before) AS filled_before,
    sumMap(footprints.zones, arrayMap(probability -> probability * share, footprints.probabilities)) AS means,
    means.1 AS zones, means.2 AS probabilities,
    arrayPushBack(arrayMap(sum -> least(sum, 1.), arrayPopBack(arrayCumSum(probabilities))), 1.) AS cumulated
  FROM
  (
    SELECT
      pseudonym, stay, group_code, started, ended, filled_from, filled_to, filled_before,
      footprint, times / length(seen) AS share
    FROM
    (
      SELECT *, arrayReduce('sumMap', arrayMap(one -> [one], seen), arrayMap(one -> [1], seen)) AS counted FROM stays
    )
    ARRAY JOIN counted.1 AS footprint, counted.2 AS times
  ) AS parts
  INNER JOIN footprints ON footprints.footprint = parts.footprint
  GROUP BY pseudonym, stay`;
