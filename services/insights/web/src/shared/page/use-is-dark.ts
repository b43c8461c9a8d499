import { useSyncExternalStore } from 'react';

const WANTED = window.matchMedia('(prefers-color-scheme: dark)');

function subscribe(tell: () => void): () => void {
  const chosen = new MutationObserver(tell);
  chosen.observe(document.documentElement, { attributeFilter: ['data-appearance'] });
  WANTED.addEventListener('change', tell);
  return () => {
    chosen.disconnect();
    WANTED.removeEventListener('change', tell);
  };
}

function isDark(): boolean {
  const chosen = document.documentElement.dataset['appearance'] ?? 'auto';
  return chosen === 'auto' ? WANTED.matches : chosen === 'dark';
}

/** Whether the page is dark: by choice, else as the system wants it. For what cannot use `light-dark()`. */
export const useIsDark = (): boolean => useSyncExternalStore(subscribe, isDark);
