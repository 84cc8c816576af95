import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { formatCount } from '../format';
import type { Role, Roles } from './roles';
import { ONLY_DIMENSION } from './roles';
import type { ColumnFacts, OpenedTable } from './service';

const KIND_NAMES: Readonly<Record<Role['kind'], string>> = {
  ignore: 'not used',
  key: 'clip',
  generator: 'generator',
  content: 'content or prompt',
  category: 'category',
  human: 'human score',
  prediction: 'prediction',
  probability: 'probability of a level',
};

/** What each column is taken for, and the means to correct it. */
export function rolesPanel(table: OpenedTable, roles: Roles, onRoles: (roles: Roles) => void): TemplateResult {
  const used = Object.values(roles).filter(({ kind }) => kind !== 'ignore').length;
  const set = (name: string, role: Role): void => onRoles({ ...roles, [name]: role });
  return html`
    <details class="options roles">
      <summary><span>Columns</span><span class="options-state">${used} of ${table.columns.length} used</span></summary>
      <div class="options-body">
        <p class="hint">Guessed from names and contents. What is wrong can be corrected; figures follow at once.</p>
        <ul class="role-list">
          ${table.columns.map((column) => roleRow(column, table.rows, roles[column.name] ?? { kind: 'ignore' }, (role) => set(column.name, role)))}
        </ul>
      </div>
    </details>
  `;
}

function roleRow(column: ColumnFacts, rows: number, role: Role, onRole: (role: Role) => void): TemplateResult {
  const kinds = (Object.keys(KIND_NAMES) as Role['kind'][]).filter(
    (kind) => column.kind === 'number' || (kind !== 'human' && kind !== 'prediction' && kind !== 'probability'),
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
      <span class="hint"> ${column.examples.join(', ')}${missing > 0 ? `; ${formatCount(missing)} empty` : ''} </span>
    </li>
  `;
}

/** The dimension of a human score, or of a prediction that concerns one only. */
function nameBox(role: Role, column: string, onRole: (role: Role) => void): TemplateResult | typeof nothing {
  if (role.kind !== 'human' && role.kind !== 'prediction' && role.kind !== 'probability') return nothing;
  const take = (event: Event): void => {
    const text = (event.currentTarget as HTMLInputElement).value.trim();
    if (role.kind === 'human') onRole({ kind: 'human', dimension: text === '' ? ONLY_DIMENSION : text });
    else onRole({ ...role, dimension: text === '' ? undefined : text });
  };
  return html`
    <input
      type="text"
      aria-label="Dimension of ${column}"
      placeholder=${role.kind === 'human' ? ONLY_DIMENSION : 'every dimension'}
      .value=${role.dimension ?? ''}
      @change=${take}
    />
  `;
}

/** Which level a column of probabilities is about. */
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

function roleOf(kind: Role['kind'], column: string): Role {
  if (kind === 'human') return { kind, dimension: ONLY_DIMENSION };
  if (kind === 'prediction') return { kind, method: column, dimension: undefined };
  if (kind === 'probability') return { kind, method: 'model', dimension: undefined, level: 1 };
  return { kind };
}
