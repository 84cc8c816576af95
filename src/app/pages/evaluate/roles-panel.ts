import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { Scale } from '../../../statistics';
import { formatCount } from '../../../base';
import type { Role, Roles } from '../../tables/roles';
import { ONLY_DIMENSION } from '../../tables/roles';
import type { ColumnFacts, OpenedTable } from './service';

const KIND_NAMES: Readonly<Record<Role['kind'], string>> = {
  ignore: 'not used',
  key: 'clip',
  generator: 'generator',
  content: 'content or prompt',
  category: 'category',
  human: 'human score',
  specialist: 'specialists’ score',
  prediction: 'prediction',
  probability: 'probability of a level',
};

const NUMERIC_KINDS: ReadonlySet<Role['kind']> = new Set(['human', 'specialist', 'prediction', 'probability']);

/**
 * The role of each column, with controls to change it. `scales` are the scales from which scores are mapped to 1..5, by
 * column. Empty while scores are not mapped.
 */
export function rolesPanel(
  table: OpenedTable,
  roles: Roles,
  scales: Readonly<Record<string, Scale>>,
  onRoles: (roles: Roles) => void,
): TemplateResult {
  const used = Object.values(roles).filter(({ kind }) => kind !== 'ignore').length;
  const set = (name: string, role: Role): void => onRoles({ ...roles, [name]: role });
  return html`
    <details class="options roles">
      <summary><span>Columns</span><span class="options-state">${used} of ${table.columns.length} used</span></summary>
      <div class="options-body">
        <p class="hint">
          Guessed from names and contents. Correct what is wrong; the metrics are computed again at once.
        </p>
        <ul class="role-list">
          ${table.columns.map((column) => {
            const { name } = column;
            return roleRow(column, table.rows, roles[name] ?? { kind: 'ignore' }, scales[name], (role) =>
              set(name, role),
            );
          })}
        </ul>
      </div>
    </details>
  `;
}

function roleRow(
  column: ColumnFacts,
  rows: number,
  role: Role,
  scale: Scale | undefined,
  onRole: (role: Role) => void,
): TemplateResult {
  const kinds = (Object.keys(KIND_NAMES) as Role['kind'][]).filter(
    (kind) => column.kind === 'number' || !NUMERIC_KINDS.has(kind),
  );
  const pick = (event: Event): void => {
    const kind = (event.currentTarget as HTMLSelectElement).value as Role['kind'];
    onRole(roleOf(kind, column.name));
  };
  const missing = rows - column.filled;
  return html`
    <li class="role-row" data-column=${column.name}>
      <label>
        <span class="role-name" title=${column.name}>${column.name}</span>
        <select @change=${pick}>
          ${kinds.map((kind) => html`<option value=${kind} ?selected=${kind === role.kind}>${KIND_NAMES[kind]}</option>`)}
        </select>
      </label>
      ${nameBox(role, column.name, onRole)} ${levelBox(role, column.name, onRole)}
      ${scaleBoxes(role, column.name, scale, onRole)}
      <span class="hint"> ${column.examples.join(', ')}${missing > 0 ? `; ${formatCount(missing)} empty` : ''} </span>
    </li>
  `;
}

/** The dimension of a human score, or of a prediction that concerns one only. */
function nameBox(role: Role, column: string, onRole: (role: Role) => void): TemplateResult | typeof nothing {
  if (!('dimension' in role)) return nothing;
  const named = role.kind === 'human' || role.kind === 'specialist';
  const take = (event: Event): void => {
    const text = (event.currentTarget as HTMLInputElement).value.trim();
    if (role.kind === 'human' || role.kind === 'specialist') onRole({ ...role, dimension: text || ONLY_DIMENSION });
    else onRole({ ...role, dimension: text === '' ? undefined : text });
  };
  return html`
    <input
      type="text"
      aria-label="Dimension of ${column}"
      placeholder=${named ? ONLY_DIMENSION : 'every dimension'}
      .value=${role.dimension ?? ''}
      @change=${take}
    />
  `;
}

/** The level of a column of probabilities. */
function levelBox(role: Role, column: string, onRole: (role: Role) => void): TemplateResult | typeof nothing {
  if (role.kind !== 'probability') return nothing;
  const take = (event: Event): void => {
    const level = (event.currentTarget as HTMLInputElement).valueAsNumber;
    if (Number.isFinite(level)) onRole({ ...role, level });
  };
  return html`
    <input type="number" step="any" aria-label="Level of ${column}" .value=${String(role.level)} @change=${take} />
  `;
}

/** The ends of the column's scale, while scales are mapped. */
function scaleBoxes(
  role: Role,
  column: string,
  scale: Scale | undefined,
  onRole: (role: Role) => void,
): TemplateResult | typeof nothing {
  if (scale === undefined || role.kind === 'probability' || !('dimension' in role)) return nothing;
  const box = (end: keyof Scale, label: string): TemplateResult => {
    const take = (event: Event): void => {
      const next = { ...scale, [end]: (event.currentTarget as HTMLInputElement).valueAsNumber };
      if (next.high > next.low) onRole({ ...role, scale: next });
    };
    return html`
      <input type="number" step="any" aria-label="${label} of ${column}" .value=${String(scale[end])} @change=${take} />
    `;
  };
  return html`<div class="role-scale">${box('low', 'Scale begin')} <span>to</span> ${box('high', 'Scale end')}</div>`;
}

function roleOf(kind: Role['kind'], column: string): Role {
  if (kind === 'human' || kind === 'specialist') return { kind, dimension: ONLY_DIMENSION };
  if (kind === 'prediction') return { kind, method: column, dimension: undefined };
  if (kind === 'probability') return { kind, method: 'model', dimension: undefined, level: 1 };
  return { kind };
}
