import type { Reporter } from '../../report/report.ts';

/** The formats `--format` takes. A reporter is loaded when it is asked for. */
const formats = {
  text: async () => (await import('./text.ts')).textReport,
  json: async () => (await import('./json.ts')).jsonReport,
  sarif: async () => (await import('./sarif.ts')).sarifReport,
  github: async () => (await import('./github.ts')).githubReport,
  gitlab: async () => (await import('./gitlab.ts')).gitlabReport,
  junit: async () => (await import('./junit.ts')).junitReport,
  checkstyle: async () => (await import('./checkstyle.ts')).checkstyleReport,
  markdown: async () => (await import('./markdown.ts')).markdownReport,
  html: async () => (await import('./html.ts')).htmlReport,
} satisfies Record<string, () => Promise<Reporter>>;

export type FormatName = keyof typeof formats;

export const formatNames = Object.keys(formats) as FormatName[];

export function loadReporter(format: FormatName): Promise<Reporter> {
  return formats[format]();
}
