/** Longer names are cut: a file's name has its end in sight. */
const LONGEST = 40;

/** A name as a part of a file's name: `Acme Inc. (EU)` is `acme-inc-eu`; empty where nothing of it is left. */
function fileNamePart(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '');
}

/** `headroom-acme-2026-11.pdf`; without an account `headroom-2026-11.pdf`. `when`: a month or a day. */
export function reportFileName(account: string, when: string, extension: string): string {
  return `${['headroom', fileNamePart(account), when].filter((part) => part !== '').join('-')}.${extension}`;
}
