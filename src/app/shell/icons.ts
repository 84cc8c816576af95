import type { TemplateResult } from 'lit';
import { html } from 'lit';

/** Line icons on a 16 px grid, drawn with the text's colour. They are decoration: the buttons carry the names. */
const icon = (path: string): TemplateResult => html`
  <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d=${path} /></svg>
`;

export const icons = {
  sun: icon(
    'M8 5a3 3 0 1 0 0 6a3 3 0 1 0 0-6M8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1.1 1.1M11.9 11.9L13 13M3 13l1.1-1.1M11.9 4.1L13 3',
  ),
  moon: icon('M13.5 9.6A5.8 5.8 0 0 1 6.4 2.5A5.8 5.8 0 1 0 13.5 9.6z'),
  system: icon('M2 3h12v8H2zM6 14h4M8 11v3'),
  upload: icon('M8 10.5V2.5M4.8 5.5L8 2.3l3.2 3.2M2.5 10v3.5h11V10'),
  close: icon('M4 4l8 8M12 4l-8 8'),
  retry: icon('M13 3v3.4H9.6M13 6.2A5.3 5.3 0 1 0 13.2 9.6'),
  check: icon('M3.2 8.4l3.1 3.1L12.8 5'),
  alert: icon('M8 2.2L14.3 13H1.7zM8 6.4v3.2M8 11.4h.01'),
  clock: icon('M8 2.2a5.8 5.8 0 1 0 0 11.6a5.8 5.8 0 1 0 0-11.6M8 4.8V8l2.2 1.5'),
  stop: icon('M4.5 4.5h7v7h-7z'),
  download: icon('M8 2.5v8M4.8 7.5L8 10.7l3.2-3.2M2.5 13.5h11'),
  print: icon('M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z'),
  film: icon('M2.5 3h11v10h-11zM5.5 3v10M10.5 3v10M2.5 8h11'),
  compare: icon('M2.5 3h4.5v10H2.5zM9 3h4.5v10H9z'),
  lock: icon('M3.5 7.2h9v6.3h-9zM5.4 7.2V5a2.6 2.6 0 0 1 5.2 0v2.2'),
  keyboard: icon('M1.5 4h13v8h-13zM4 6.5h.01M6.7 6.5h.01M9.3 6.5h.01M12 6.5h.01M4.5 9.5h7'),
  link: icon('M6.6 9.4l2.8-2.8M7.2 4.6l1.2-1.2a3 3 0 0 1 4.2 4.2l-1.2 1.2M8.8 11.4l-1.2 1.2a3 3 0 0 1-4.2-4.2l1.2-1.2'),
  speech: icon('M2.2 3h11.6v7.5H7.4L4.6 13v-2.5H2.2z'),
} as const;

/** The logo: a slow frame and the fast frames that follow it. */
export const brandMark = html`
  <svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <rect x="2" y="7" width="14" height="18" rx="3" />
    <circle cx="21" cy="16" r="3" />
    <circle cx="28.2" cy="16" r="2.2" />
  </svg>
`;
