// Sums over the 28x28 patches of two comparison frames: dot product and both energies of their HSV vectors, and the
// absolute luma difference.
//
// One thread per row of a patch; the next pass (classify.wgsl) adds up the 28 rows. There is no barrier: on a software
// adapter a barrier costs some fifty times the work between two of them. Every sum of a whole patch stays below
// 3 * 784 * 255^2 < 2^28, and there are at most 256 patches.

@group(0) @binding(0) var<uniform> sizes: Sizes;
@group(0) @binding(1) var<storage, read> pixels: array<u32>;
@group(0) @binding(2) var<storage, read> slow: array<u32>;
// x dot product, y energy of this frame, z energy of the slow frame, w luma difference; [patch][row].
@group(0) @binding(3) var<storage, read_write> rows: array<vec4u>;

fn hsv_of(word: u32) -> vec3u {
  return vec3u(word & 0xffu, (word >> 8u) & 0xffu, (word >> 16u) & 0xffu);
}

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let patch_index = id.x / COMPARISON_PATCH_PX;
  let row = id.x % COMPARISON_PATCH_PX;
  if (patch_index >= sizes.patches.x * sizes.patches.y) {
    return;
  }
  let y = (patch_index / sizes.patches.x) * COMPARISON_PATCH_PX + row;
  let first = y * sizes.comparison.x + (patch_index % sizes.patches.x) * COMPARISON_PATCH_PX;
  var sums = vec4u(0u);
  for (var at = first; at < first + COMPARISON_PATCH_PX; at++) {
    let p = pixels[at];
    let q = slow[at];
    let a = hsv_of(p);
    let b = hsv_of(q);
    let difference = abs(i32(p >> 24u) - i32(q >> 24u));
    sums += vec4u(dot(a, b), dot(a, a), dot(b, b), u32(difference));
  }
  rows[id.x] = sums;
}
