// Made by `npm run generate` from the files of this folder. Do not edit.
import bareUrl from './bare-url.ts';
import bookEntry from './book-entry.ts';
import brokenCrosslink from './broken-crosslink.ts';
import brokenLinkLock from './broken-link-lock.ts';
import conflictingAttribute from './conflicting-attribute.ts';
import deadLink from './dead-link.ts';
import detachedId from './detached-id.ts';
import duplicateFootnote from './duplicate-footnote.ts';
import duplicateId from './duplicate-id.ts';
import emptySection from './empty-section.ts';
import headingJump from './heading-jump.ts';
import headingTailId from './heading-tail-id.ts';
import idStyle from './id-style.ts';
import illegalImagePath from './illegal-image-path.ts';
import imageAlt from './image-alt.ts';
import imageCase from './image-case.ts';
import imageFormat from './image-format.ts';
import insecureLink from './insecure-link.ts';
import internalNote from './internal-note.ts';
import invalidId from './invalid-id.ts';
import loremIpsum from './lorem-ipsum.ts';
import lostHeading from './lost-heading.ts';
import lostImage from './lost-image.ts';
import malformedAttributeList from './malformed-attribute-list.ts';
import malformedLink from './malformed-link.ts';
import missingId from './missing-id.ts';
import missingImage from './missing-image.ts';
import orphanChapter from './orphan-chapter.ts';
import placeholderMarker from './placeholder-marker.ts';
import relativeLink from './relative-link.ts';
import staleHelpLink from './stale-help-link.ts';
import trackingParameter from './tracking-parameter.ts';
import unclosedBlock from './unclosed-block.ts';
import undefinedFootnote from './undefined-footnote.ts';
import undefinedReference from './undefined-reference.ts';
import unknownAttribute from './unknown-attribute.ts';
import unreadableFile from './unreadable-file.ts';
import unusedDirective from './unused-directive.ts';
import unusedFootnote from './unused-footnote.ts';
import unusedId from './unused-id.ts';
import unusedImage from './unused-image.ts';
import type { Rule } from './rule.ts';

export const allRules: readonly Rule[] = [
  bareUrl,
  bookEntry,
  brokenCrosslink,
  brokenLinkLock,
  conflictingAttribute,
  deadLink,
  detachedId,
  duplicateFootnote,
  duplicateId,
  emptySection,
  headingJump,
  headingTailId,
  idStyle,
  illegalImagePath,
  imageAlt,
  imageCase,
  imageFormat,
  insecureLink,
  internalNote,
  invalidId,
  loremIpsum,
  lostHeading,
  lostImage,
  malformedAttributeList,
  malformedLink,
  missingId,
  missingImage,
  orphanChapter,
  placeholderMarker,
  relativeLink,
  staleHelpLink,
  trackingParameter,
  unclosedBlock,
  undefinedFootnote,
  undefinedReference,
  unknownAttribute,
  unreadableFile,
  unusedDirective,
  unusedFootnote,
  unusedId,
  unusedImage,
];
