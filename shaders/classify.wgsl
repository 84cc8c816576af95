// Classifies the frame as slow or fast on the GPU, so that nothing is read back before a window is complete.
//
// One workgroup, one thread per patch (at most 256), one barrier. The threshold on the cosine is exact:
// dot^2 2^24 > c^2 energy energy, in 96-bit integers, so the CPU and the GPU always decide equally.

struct Rule {
  // 1: mean luma difference; 0: cosine.
  by_luma: u32,
  // c^2 in 24-bit fixed point.
  cosine_squared: u32,
  luma_sum: u32,
  // A frame is fast when similar * 2^20 > this * counted.
  frame: u32,
}

@group(0) @binding(0) var<uniform> sizes: Sizes;
@group(0) @binding(1) var<uniform> sample: SampledFrame;
@group(0) @binding(2) var<uniform> rule: Rule;
@group(0) @binding(3) var<storage, read> rows: array<vec4u>;
// x 1 for slow, y similar patches, z counted patches; one vector per sampled frame of the window.
@group(0) @binding(4) var<storage, read_write> results: array<vec4u>;

var<workgroup> similar: atomic<u32>;
var<workgroup> counted: atomic<u32>;

// The 64-bit product of two words: x low, y high.
fn product(a: u32, b: u32) -> vec2u {
  let low = (a & 0xffffu) * (b & 0xffffu);
  let cross = (a >> 16u) * (b & 0xffffu) + (low >> 16u);
  let other = (a & 0xffffu) * (b >> 16u) + (cross & 0xffffu);
  return vec2u((other << 16u) | (low & 0xffffu), (a >> 16u) * (b >> 16u) + (cross >> 16u) + (other >> 16u));
}

fn cosine_exceeds(dot_product: u32, energy_a: u32, energy_b: u32) -> bool {
  let square = product(dot_product, dot_product);
  let left = vec3u(square.x << 24u, (square.y << 24u) | (square.x >> 8u), square.y >> 8u);

  let energies = product(energy_a, energy_b);
  let low = product(energies.x, rule.cosine_squared);
  let high = product(energies.y, rule.cosine_squared);
  let middle = low.y + high.x;
  let right = vec3u(low.x, middle, high.y + select(0u, 1u, middle < low.y));

  if (left.z != right.z) {
    return left.z > right.z;
  }
  if (left.y != right.y) {
    return left.y > right.y;
  }
  return left.x > right.x;
}

@compute @workgroup_size(256)
fn main(@builtin(local_invocation_index) patch_index: u32) {
  if (patch_index < sizes.patches.x * sizes.patches.y) {
    var sums = vec4u(0u);
    for (var row = 0u; row < COMPARISON_PATCH_PX; row++) {
      sums += rows[patch_index * COMPARISON_PATCH_PX + row];
    }
    var counts = true;
    var alike = sums.w < rule.luma_sum;
    if (rule.by_luma == 0u) {
      counts = sums.y > 0u || sums.z > 0u;
      alike = counts && cosine_exceeds(sums.x, sums.y, sums.z);
    }
    atomicAdd(&counted, select(0u, 1u, counts));
    atomicAdd(&similar, select(0u, 1u, alike));
  }
  workgroupBarrier();
  if (patch_index == 0u) {
    let similar_patches = atomicLoad(&similar);
    let counted_patches = atomicLoad(&counted);
    let share = select(similar_patches << FRAME_BITS, 1u << FRAME_BITS, counted_patches == 0u);
    let fast = sample.restart == 0u && share > rule.frame * max(counted_patches, 1u);
    results[sample.slot] = vec4u(select(1u, 0u, fast), similar_patches, counted_patches, 0u);
  }
}
