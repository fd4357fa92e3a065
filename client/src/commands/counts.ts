import * as vscode from 'vscode';

export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly hints: number;
}

/** `2 errors, 1 warning`, or `no problems`. */
export function describeCounts({ errors, warnings, infos, hints }: Counts): string {
  const { t } = vscode.l10n;
  const parts = [
    errors === 1 ? t('1 error') : errors > 0 && t('{0} errors', errors),
    warnings === 1 ? t('1 warning') : warnings > 0 && t('{0} warnings', warnings),
    infos === 1 ? t('1 note') : infos > 0 && t('{0} notes', infos),
    hints === 1 ? t('1 hint') : hints > 0 && t('{0} hints', hints),
  ].filter((part) => part !== false);
  return parts.length > 0 ? parts.join(', ') : t('no problems');
}

export function isClean({ errors, warnings, infos, hints }: Counts): boolean {
  return errors + warnings + infos + hints === 0;
}
