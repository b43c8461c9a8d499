import { startPage } from '../shared/page/page';
import { Explorer } from './explorer';

startPage({ name: 'explore', title: 'Explorer', isFor: 'partner', content: <Explorer /> });
