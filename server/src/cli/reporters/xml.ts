/** Text for XML 1.0, in content and in attributes. Characters XML has no way to write are left out (XML 1.0, §2.2). */
export function escapeXml(text: string): string {
  return text
    .replace(notXml, '')
    .replace(/[&<>"'\t\r\n]/g, (character) => entities[character] ?? `&#${character.charCodeAt(0)};`);
}

const notXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
