/** A question by a name: the words of its address, no figure. */
export interface SavedView {
  readonly name: string;
  readonly address: string;
}

const MOST = 100;
const LONGEST_NAME = 80;

/** Where a browser keeps them: what one client's people save, another's do not see. */
export const viewsKey = (clientId: string): string => `passant.views.${clientId}`;

/** What a browser kept; whatever is not a saved view is left out. */
export function readViews(kept: string | null): SavedView[] {
  try {
    const parsed = JSON.parse(kept ?? '[]') as unknown;
    return (Array.isArray(parsed) ? parsed : []).filter(
      (one): one is SavedView =>
        typeof one === 'object' && one !== null && typeof one.name === 'string' && typeof one.address === 'string',
    );
  } catch {
    return [];
  }
}

/** The newest first; one of the same name is replaced. */
export function addView(views: readonly SavedView[], { name, address }: SavedView): SavedView[] {
  const short = name.trim().slice(0, LONGEST_NAME);
  return short === '' ? [...views] : [{ name: short, address }, ...removeView(views, short)].slice(0, MOST);
}

export const removeView = (views: readonly SavedView[], name: string): SavedView[] =>
  views.filter((one) => one.name !== name);
