/** In which shards marks of these pseudonyms may lie. Column: `shard`. Parameter: `shards`, how many there are. */
export const findShards = (pseudonyms: string): string => `
  SELECT DISTINCT toUInt32(cityHash64(pseudonym) % {shards:UInt32}) AS shard FROM ${pseudonyms} ORDER BY shard`;
