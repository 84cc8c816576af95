// The 64x64 area means of Y, U and V. One thread per cell, z is the plane; no barrier.
//
// A mean is stored as its integer part and its fraction. The difference of two means is then accurate to 1e-7 code
// values; one 32-bit float per mean would leave errors of 1e-5 in every temporal difference. Cells of up to 16.8
// million samples add up without overflow.

struct LowSlot {
  slot: u32,
}

@group(0) @binding(0) var<uniform> sizes: Sizes;
@group(0) @binding(1) var<uniform> into: LowSlot;
@group(0) @binding(2) var<storage, read> planes: array<u32>;
// [slot][plane][row][column]
@group(0) @binding(3) var<storage, read_write> means: array<vec2f>;


@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let plane = id.z;
  let width = sizes.plane_width[plane];
  let across = cell_bounds(width, id.x % LOW_PX, LOW_PX);
  let down = cell_bounds(sizes.plane_height[plane], id.x / LOW_PX, LOW_PX);
  var sum = 0u;
  for (var y = down.x; y < down.y; y++) {
    let row = sizes.plane_start[plane] + y * width;
    for (var at = row + across.x; at < row + across.y; at++) {
      sum += byte_of(planes[at >> 2u], at);
    }
  }
  let count = (across.y - across.x) * (down.y - down.x);
  let whole = sum / count;
  means[(into.slot * 3u + plane) * LOW_PX * LOW_PX + id.x] = vec2f(f32(whole), f32(sum - whole * count) / f32(count));
}
