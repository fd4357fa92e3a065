import { readFileSync } from 'node:fs';
import path from 'node:path';
import { imageSize } from 'image-size';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const texts = JSON.parse(readFileSync(path.join(root, 'package.nls.json'), 'utf8'));

describe('what the marketplaces show', () => {
  it('says what it is, what it costs, and where it runs', () => {
    expect(manifest).toMatchObject({
      displayName: 'Handbook Lint',
      description: '%extension.description%',
      pricing: 'Free',
      extensionKind: ['workspace'],
      license: 'MIT',
      galleryBanner: { color: expect.stringMatching(/^#[\da-f]{6}$/), theme: 'dark' },
    });
    // Longer descriptions are cut off in the list of extensions.
    expect(texts['extension.description'].length).toBeLessThan(200);
    expect(manifest.categories.length).toBeLessThanOrEqual(3);
    expect(manifest.keywords.length).toBeLessThanOrEqual(30);
  });

  it('asks for nothing, and boasts of nothing', () => {
    for (const key of ['sponsor', 'badges', 'preview', 'extensionPack', 'extensionDependencies']) {
      expect(manifest).not.toHaveProperty(key);
    }
  });

  it('has an icon that is large enough', () => {
    expect(imageSize(readFileSync(path.join(root, manifest.icon)))).toMatchObject({
      type: 'png',
      width: 256,
      height: 256,
    });
  });

  it('is honest about workspaces that are not trusted, virtual, or in other languages', () => {
    expect(manifest.capabilities).toMatchObject({
      untrustedWorkspaces: { supported: 'limited' },
      virtualWorkspaces: { supported: true },
    });
    expect(manifest.l10n).toBe('./l10n');
  });
});
