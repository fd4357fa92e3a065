import type { Uri } from '../base/uri.ts';
import { keys } from './contributions.ts';
import type { Site } from './handbook.ts';

/** Those questions of a `Handbook` that are one look into the index of its names each, whoever looks there and how. */
export abstract class IndexAnswers {
  abstract sites(key: string, within?: Uri): readonly Site[];

  definitions(id: string, within?: Uri): readonly Site[] {
    return this.sites(keys.id(id), within);
  }
  excludedDefinitions(id: string): readonly Site[] {
    return this.sites(keys.excludedId(id));
  }
  strayDefinitions(id: string): readonly Site[] {
    return this.sites(keys.strayId(id));
  }
  lostDefinitions(id: string): readonly Site[] {
    return this.sites(keys.lostId(id));
  }
  uses(id: string): readonly Site[] {
    return this.sites(keys.use(id));
  }
  outsideUses(id: string): readonly Site[] {
    return this.sites(keys.outside(keys.use(id)));
  }
  referenceTargets(id: string): readonly Site[] {
    return this.sites(keys.referenceTarget(id));
  }
  slugs(slug: string): readonly Site[] {
    return this.sites(keys.slug(slug));
  }
  unnamed(name: string): readonly Site[] {
    return this.sites(keys.unnamed(name));
  }
  references(label: string, within?: Uri): readonly Site[] {
    return this.sites(keys.reference(label), within);
  }
  referenceUses(label: string, within?: Uri): readonly Site[] {
    return this.sites(keys.referenceUse(label), within);
  }
  outsideReferenceUses(label: string): readonly Site[] {
    return this.sites(keys.outside(keys.referenceUse(label)));
  }
  resourceReferenceUses(label: string): readonly Site[] {
    return this.sites(keys.resourceReferenceUse(label));
  }
  footnotes(label: string, endnote: boolean, within?: Uri): readonly Site[] {
    return this.sites(keys.note(label, endnote), within);
  }
  footnoteUses(label: string, endnote: boolean, within?: Uri): readonly Site[] {
    return this.sites(keys.noteUse(label, endnote), within);
  }
  outsideFootnoteUses(label: string, endnote: boolean): readonly Site[] {
    return this.sites(keys.outside(keys.noteUse(label, endnote)));
  }
  resourceUses(file: Uri): readonly Site[] {
    return this.sites(keys.resource(file));
  }
  captions(text: string): readonly Site[] {
    return this.sites(keys.caption(text));
  }
  backslashes(): readonly Site[] {
    return this.sites(keys.backslashes);
  }
}
