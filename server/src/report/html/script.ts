/** The page's script: filters, in VS Code also places that open in the editor; nothing the page needs to be read. Runs in every browser of the last years. */
export const pageScript = `
(() => {
  if (typeof acquireVsCodeApi === 'function') {
    const editor = acquireVsCodeApi();
    for (const place of document.querySelectorAll('.finding .place')) {
      const { file } = place.closest('.finding').dataset;
      const button = document.createElement('button');
      button.className = 'place';
      button.textContent = place.textContent;
      button.title = file;
      place.replaceWith(button);
    }
    document.addEventListener('click', ({ target }) => {
      const finding = target instanceof Element && !target.closest('a') ? target.closest('.finding') : null;
      if (!finding || String(getSelection())) return;
      const { file, line, column } = finding.dataset;
      editor.postMessage({ type: 'open', file, line: Number(line), column: Number(column) });
    });
  }
  const form = document.getElementById('filters');
  if (!form) return;
  const shown = document.getElementById('shown');
  const findings = [...document.querySelectorAll('.finding')];
  const files = [...document.querySelectorAll('.file')];
  const words = new Map(findings.map((one) => [one, (one.dataset.file + ' ' + one.textContent).toLowerCase()]));
  const apply = () => {
    const data = new FormData(form);
    const severities = new Set(data.getAll('severity'));
    const rule = data.get('rule');
    const text = data.get('text').trim().toLowerCase();
    let count = 0;
    for (const one of findings) {
      const isShown = severities.has(one.dataset.severity) && (!rule || one.dataset.rule === rule) &&
        words.get(one).includes(text);
      one.hidden = !isShown;
      if (isShown) count++;
    }
    for (const file of files) file.hidden = !file.querySelector('.finding:not([hidden])');
    shown.textContent = count === findings.length ? '' : shown.dataset.text.replace('{0}', count).replace('{1}', findings.length);
  };
  form.hidden = false;
  form.addEventListener('input', apply);
  form.addEventListener('submit', (event) => event.preventDefault());
  const open = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target instanceof HTMLDetailsElement) target.open = true;
  };
  addEventListener('hashchange', open);
  open();
})();
`;
