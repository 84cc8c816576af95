/** The long texts of the evaluation bench. */
export const INTRODUCTION =
  'Agreement of predicted scores with human scores. Every metric states its variant, its n and its interval.';

export const DROP_HINT =
  'or press to choose: CSV, TSV, JSON, JSONL, Parquet, or Slowglass reports (.json). Two files dropped together are joined by the key they share.';

export const NO_PREDICTIONS =
  'No column holds predicted scores, so there is nothing to compare with human scores. Choose one under “Columns”.';

export const OWN_TABLE_NOTICE =
  'This link was made for a table on another computer, and links hold no files. Drop the table here to open it with the settings of the link.';

export const OWN_TABLE_CAVEAT =
  'The link holds the settings of the bench, not the table. Drop the table again where the link is opened.';
