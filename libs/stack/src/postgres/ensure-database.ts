import { Client } from 'pg';

/**
 * A role and a database of the same name which it owns, and into which nobody else may connect. Repeating it sets the
 * password again and changes nothing else. Gives the role's URL.
 */
export async function ensureDatabase(superuserUrl: string, name: string, password: string): Promise<string> {
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(name)) throw new Error(`not a database name: ${name}`);
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const exists = async (statement: string) => (await client.query(statement, [name])).rowCount === 1;
    const role = client.escapeIdentifier(name);
    const rights = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION';
    const hasRole = await exists('SELECT FROM pg_roles WHERE rolname = $1');
    await client.query(
      `${hasRole ? 'ALTER' : 'CREATE'} ROLE ${role} ${rights} PASSWORD ${client.escapeLiteral(password)}`,
    );
    if (!(await exists('SELECT FROM pg_database WHERE datname = $1'))) {
      await client.query(`CREATE DATABASE ${role} OWNER ${role} TEMPLATE template0`);
    }
    await client.query(`REVOKE ALL ON DATABASE ${role}, postgres, template1 FROM PUBLIC`);
  } finally {
    await client.end();
  }
  const url = new URL(superuserUrl);
  url.username = name;
  url.password = password;
  url.pathname = `/${name}`;
  return url.toString();
}
