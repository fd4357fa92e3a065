import type { Uri } from '../base/uri.ts';

/** Where a file really lies, in its disk's spelling; undefined where there is none. */
type RealUri = ((uri: Uri) => Uri | undefined) | undefined;

/**
 * The name by which a file is listed that was asked for in other upper and lower case: macOS and Windows open both, and
 * one file must not be two. Where the disk tells them apart, or has no such file, the name that was given. The
 * workspace's folders stay as the client spells them.
 */
export function nameOnDisk(uri: Uri, folders: readonly Uri[], realUri: RealUri): Uri {
  const real = realUri?.(uri);
  if (real === undefined || !isSameButForCase(real, uri)) return uri;
  const folder = folders.find((one) => isSameButForCase(real.slice(0, one.length + 1), `${one}/`));
  return folder === undefined ? real : folder + real.slice(folder.length);
}

/** Without those that are another one in other upper and lower case. */
export function distinctFolders(folders: readonly Uri[], realUri: RealUri): Uri[] {
  const isSame = (a: Uri, b: Uri) => isSameButForCase(a, b) && realUri !== undefined && realUri(a) === realUri(b);
  return folders.filter((folder, index) => !folders.slice(0, index).some((earlier) => isSame(earlier, folder)));
}

function isSameButForCase(a: Uri, b: Uri): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
