import { createConnection } from 'node:net';
import { once } from 'node:events';

/** Everything in one Redis database as text: keys and their raw values. */
export async function dumpRedis(url: string): Promise<string> {
  const { hostname, port, pathname } = new URL(url);
  const socket = createConnection({ host: hostname, port: Number(port) });
  await once(socket, 'connect');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  const dump = [
    "local all = ''",
    "for _, key in ipairs(redis.call('KEYS', '*')) do",
    '  local kind = redis.call(\'TYPE\', key).ok; all = all .. key .. "\\n"',
    "  if kind == 'hash' then all = all .. table.concat(redis.call('HGETALL', key), ' ')",
    "  elseif kind == 'string' then all = all .. redis.call('GET', key)",
    "  elseif kind == 'list' then all = all .. table.concat(redis.call('LRANGE', key, 0, -1), ' ')",
    "  elseif kind == 'zset' then all = all .. table.concat(redis.call('ZRANGE', key, 0, -1), ' ')",
    "  elseif kind == 'stream' then all = all .. cjson.encode(redis.call('XRANGE', key, '-', '+')) end",
    'end return all',
  ].join('\n');
  const command = (...words: string[]): string =>
    `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;
  socket.write(command('SELECT', pathname.slice(1) || '0') + command('EVAL', dump, '0') + command('QUIT'));
  await once(socket, 'close');
  return Buffer.concat(chunks).toString('latin1');
}
