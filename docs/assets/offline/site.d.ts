/** What `handbook/offline.py` writes before the service worker; paths are relative to the site's folder. */
declare const SITE: {
  /** Names what a page's scripts and styles are made of; each page says in its head which it goes with. */
  version: string;
  /** What every page needs, with the hash of each file. */
  shell: Record<string, string>;
  /** Files whose address is never given to another content, with the hash of each. */
  lasting: Record<string, string>;
  /** The page that stands in for one that cannot be had, by the folder of its language. */
  offline: Record<string, string>;
};
