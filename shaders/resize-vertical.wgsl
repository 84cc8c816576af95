// First half of the comparison frame's resize: every output row of Y, U and V as sums down the source columns.
//
// One thread per sum, 64 neighbours of a row per workgroup, z is the plane. Weights have 8 bits and sum to 256, so a
// sum is a code value times 256, exact in 16 bits: nothing is rounded before the second half. No shared memory and no
// barrier: neighbouring threads read neighbouring bytes, which the cache serves.

@group(0) @binding(0) var<uniform> sizes: Sizes;
@group(0) @binding(1) var<storage, read> planes: array<u32>;
@group(0) @binding(2) var<storage, read> weights: array<i32>;
@group(0) @binding(3) var<storage, read_write> columns: array<u32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let plane = id.z;
  let width = sizes.plane_width[plane];
  if (id.x >= width) {
    return;
  }
  let table = sizes.tables[select(2u, 0u, plane == 0u)];
  let first = u32(weights[table.y + id.y]);
  var at = sizes.plane_start[plane] + first * width + id.x;
  var sum = 0u;
  for (var k = 0u; k < table.x; k++) {
    sum += u32(weights[table.z + id.y * table.x + k]) * byte_of(planes[at >> 2u], at);
    at += width;
  }
  columns[sizes.column_start[plane] + id.y * width + id.x] = sum;
}
