import { allOf } from './factReads.ts';
import { resourcesToCheck } from './resourceUses.ts';
import { chapterRule } from './rule.ts';

export default chapterRule({
  meta: {
    name: 'image-case',
    summary: 'A picture exists only with other upper and lower case letters in its path',
    about: ['resources'],
    reads: 'section',
    touchedBy: { facts: allOf('resources', 'attributeLists') },
    group: 'resources',
    severity: 'error',
    fix: 'safe',
    cases: {
      case: {
        message: 'The file is called "{actual}", not "{path}": upper and lower case differ.',
        help: 'It may show on your own computer, but Leanpub and most web servers tell the two apart and will not find it.',
      },
    },
    options: {},
    since: '1.0.0',
  },
  *check({ chapter, book }) {
    for (const { use, lookup } of resourcesToCheck(chapter, book)) {
      if (lookup.state !== 'case' || lookup.corrected === undefined) continue;
      const edit = { uri: chapter.uri, span: use.destinationSpan, text: lookup.corrected };
      yield {
        case: 'case',
        span: use.destinationSpan,
        data: { path: lookup.path, actual: lookup.corrected },
        fixes: [{ title: `Change to "${lookup.corrected}"`, safety: 'safe', edits: [edit] }],
      };
    }
  },
});
