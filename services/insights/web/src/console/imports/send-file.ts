import { OWN } from '../../shared/graph/ask';

export type Sent = 'sent' | 'known' | 'failed' | 'logged-out';

const OK = 300;
const LOGGED_OUT = 401;
const KNOWN = 409;

/** Streams a file to ingestion. By XMLHttpRequest: fetch tells nobody how much of a body has gone. @param onShare 0 to 1 */
export function sendFile(market: string, file: File, onShare: (share: number) => void): Promise<Sent> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('PUT', `/uploads/events/${encodeURIComponent(market)}?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('content-type', 'text/csv');
    for (const [name, value] of Object.entries(OWN)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onShare(total > 0 ? loaded / total : 0);
    request.onerror = () => resolve('failed');
    request.onload = () => resolve(toSent(request.status));
    request.send(file);
  });
}

/** What a status of ingestion means for who sent a file. */
export function toSent(status: number): Sent {
  if (status < OK) return 'sent';
  if (status === LOGGED_OUT) return 'logged-out';
  return status === KNOWN ? 'known' : 'failed';
}
