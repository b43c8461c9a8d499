import { startPage } from '../shared/page/page';
import { Console } from './console';

startPage({ name: 'console', title: 'Console', isFor: 'staff', content: <Console /> });
