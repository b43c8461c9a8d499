// `npm start`: installs and builds what is missing, then hands over to the launcher. Its own words go to stderr.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, checkNode, install, root } from './prepare.mjs';

checkNode();
install();
build();
await import(pathToFileURL(join(root, 'libs', 'stack', 'dist', 'launch.js')).href);
