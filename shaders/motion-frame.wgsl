// Luma of one frame for block matching: 128x128 area means in steps of 1/16 code value, rounded, and means of 2x2 of
// these. One thread computes one coarse cell and its four fine ones; no barrier. Integers throughout: block matching
// must find the same blocks on every machine. Cells of up to a million samples add up without overflow.

struct LowSlot {
  slot: u32,
}

@group(0) @binding(0) var<uniform> sizes: Sizes;
@group(0) @binding(1) var<uniform> into: LowSlot;
@group(0) @binding(2) var<storage, read> planes: array<u32>;
// [slot][row][column]
@group(0) @binding(3) var<storage, read_write> fine: array<i32>;
@group(0) @binding(4) var<storage, read_write> coarse: array<i32>;


fn mean_of(column: u32, row: u32) -> i32 {
  let width = sizes.plane_width.x;
  let across = cell_bounds(width, column, MOTION_PX);
  let down = cell_bounds(sizes.plane_height.x, row, MOTION_PX);
  var sum = 0u;
  for (var y = down.x; y < down.y; y++) {
    let start = sizes.plane_start.x + y * width;
    for (var at = start + across.x; at < start + across.y; at++) {
      sum += byte_of(planes[at >> 2u], at);
    }
  }
  let count = (across.y - across.x) * (down.y - down.x);
  return i32((CODE_STEPS * sum + (count >> 1u)) / count);
}

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let column = id.x % COARSE_PX;
  let row = id.x / COARSE_PX;
  var sum = 0;
  for (var i = 0u; i < 4u; i++) {
    let x = 2u * column + (i & 1u);
    let y = 2u * row + (i >> 1u);
    let mean = mean_of(x, y);
    fine[(into.slot * MOTION_PX + y) * MOTION_PX + x] = mean;
    sum += mean;
  }
  coarse[(into.slot * COARSE_PX + row) * COARSE_PX + column] = sum >> 2u;
}
