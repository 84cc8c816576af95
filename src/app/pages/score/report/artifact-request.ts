/** A request to show where in the picture a report's artifact is. Each request is an object of its own. */
export interface ArtifactRequest {
  /** Id of the item whose report lists the artifact. */
  readonly item: string;
  readonly tag: string;
}
