import type { TemplateResult } from 'lit';
import { html } from 'lit';
import type { ChartFormat } from './export';

export interface ChartMenuParts {
  /** True while the numbers are on show. */
  readonly table: boolean;
  readonly onTable: () => void;
  readonly onExport: (format: ChartFormat) => void;
}

/** The menu of a chart: its numbers as a table, and its export. */
export function chartMenu(name: string, { table, onTable, onExport }: ChartMenuParts): TemplateResult {
  const item = (format: ChartFormat, what: string) => html`
    <button type="button" class="menu-item" @click=${() => onExport(format)}>${what}</button>
  `;
  return html`
    <details class="menu" @keydown=${closeOnEscape} @focusout=${closeWhenLeft}>
      <summary class="icon-button" aria-label="Numbers and export: ${name}" title="Numbers and export">
        <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3 8h.01M8 8h.01M13 8h.01" /></svg>
      </summary>
      <!-- Focusable, because Safari gives no focus to a pressed button: focus would leave the menu and close it. -->
      <div class="menu-list" tabindex="-1">
        <button type="button" class="menu-item" aria-pressed=${table} @click=${onTable}>
          ${table ? 'Hide the numbers' : 'Show the numbers'}
        </button>
        ${item('svg', 'Save as SVG')} ${item('png', 'Save as PNG')} ${item('csv', 'Save as CSV')}
      </div>
    </details>
  `;
}

/** Closes an open menu and returns the focus to its button. */
export function closeMenu(menu: HTMLDetailsElement | null): void {
  if (menu === null || !menu.open) return;
  menu.open = false;
  menu.querySelector('summary')?.focus();
}

function closeOnEscape(event: KeyboardEvent): void {
  if (event.key === 'Escape') closeMenu(event.currentTarget as HTMLDetailsElement);
}

function closeWhenLeft(event: FocusEvent): void {
  const menu = event.currentTarget as HTMLDetailsElement;
  if (event.relatedTarget instanceof Node && menu.contains(event.relatedTarget)) return;
  menu.open = false;
}
