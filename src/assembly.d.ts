/** The bytes of an AssemblyScript module, compiled by scripts/assembly.mjs. */
declare module '*?assembly' {
  const binary: Uint8Array<ArrayBuffer>;
  export default binary;
}
