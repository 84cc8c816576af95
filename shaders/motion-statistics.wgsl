// MOTION_STATISTICS of a sample's 16 fast tokens. One workgroup, one thread per block: it computes the block's gradient
// and statistics. After the only barrier 16 threads write the means of four blocks each.

@group(0) @binding(0) var<uniform> sample: SampledFrame;
@group(0) @binding(1) var<storage, read> fine: array<i32>;
@group(0) @binding(2) var<storage, read> motions: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> tokens: array<f32>;

alias BlockStatistics = array<f32, MOTION_STATISTICS>;

var<workgroup> of_blocks: array<BlockStatistics, MOTION_BLOCKS>;

fn value_at(x: u32, y: u32) -> i32 {
  let last = MOTION_PX - 1u;
  return fine[(sample.low.x * MOTION_PX + min(y, last)) * MOTION_PX + min(x, last)];
}

fn gradient_of(block: u32) -> f32 {
  let left = (block % MOTION_GRID) * MOTION_BLOCK_PX;
  let top = (block / MOTION_GRID) * MOTION_BLOCK_PX;
  var sum = 0;
  for (var y = top; y < top + MOTION_BLOCK_PX; y++) {
    for (var x = left; x < left + MOTION_BLOCK_PX; x++) {
      let value = value_at(x, y);
      sum += abs(value_at(x + 1u, y) - value) + abs(value_at(x, y + 1u) - value);
    }
  }
  return f32(sum) / f32(MOTION_BLOCK_PX * MOTION_BLOCK_PX * CODE_STEPS);
}

fn log_ratio(above: f32, below: f32) -> f32 {
  return log((above + RATIO_FLOOR) / (below + RATIO_FLOOR));
}

fn neighbour_difference(block: u32) -> f32 {
  let here = motions[block].xy;
  let column = block % MOTION_GRID;
  var sum = 0.0;
  var count = 0.0;
  if (column > 0u) {
    sum += length(here - motions[block - 1u].xy);
    count += 1.0;
  }
  if (column + 1u < MOTION_GRID) {
    sum += length(here - motions[block + 1u].xy);
    count += 1.0;
  }
  if (block >= MOTION_GRID) {
    sum += length(here - motions[block - MOTION_GRID].xy);
    count += 1.0;
  }
  if (block + MOTION_GRID < MOTION_BLOCKS) {
    sum += length(here - motions[block + MOTION_GRID].xy);
    count += 1.0;
  }
  return sum / count;
}

// An affine field over the blocks' grid: its value at the middle, and its change per column and per row.
struct Camera {
  middle: vec2f,
  across: vec2f,
  down: vec2f,
}

fn grid_place(block: u32) -> vec2f {
  return vec2f(vec2u(block % MOTION_GRID, block / MOTION_GRID)) - 0.5 * f32(MOTION_GRID - 1u);
}

// Least squares: the grid's columns and rows are orthogonal about its middle.
fn camera_of(pair: u32) -> Camera {
  var camera = Camera();
  for (var block = 0u; block < MOTION_BLOCKS; block++) {
    let velocity = motions[pair * MOTION_BLOCKS + block].xy;
    let place = grid_place(block);
    camera.middle += velocity;
    camera.across += velocity * place.x;
    camera.down += velocity * place.y;
  }
  camera.middle /= f32(MOTION_BLOCKS);
  camera.across /= f32(GRID_SPREAD);
  camera.down /= f32(GRID_SPREAD);
  return camera;
}

fn camera_at(camera: Camera, block: u32) -> vec2f {
  let place = grid_place(block);
  return camera.middle + place.x * camera.across + place.y * camera.down;
}

fn deviation_at(camera: Camera, pair: u32, block: u32) -> vec2f {
  return motions[pair * MOTION_BLOCKS + block].xy - camera_at(camera, block);
}

// Change of the deviation per block along the line on which the block is at index `place`.
fn slope(camera: Camera, pair: u32, block: u32, place: u32, stride: u32) -> vec2f {
  let before = select(block, block - stride, place > 0u);
  let after = select(block, block + stride, place + 1u < MOTION_GRID);
  let blocks = f32((after - before) / stride);
  return (deviation_at(camera, pair, after) - deviation_at(camera, pair, before)) / blocks;
}

fn signed_log(value: f32) -> f32 {
  return sign(value) * log(1.0 + abs(value));
}

fn statistics_of(block: u32) -> BlockStatistics {
  var out = BlockStatistics();
  let gradient = sample.y_scale * gradient_of(block);
  let step = motions[block];
  let moved = sample.y_scale * step.z;
  let unmoved = sample.y_scale * step.w;
  out[0] = log(1.0 + gradient);
  if (sample.differences >= 1u) {
    out[1] = log(1.0 + unmoved);
    out[2] = log(1.0 + moved);
    out[3] = log_ratio(moved, unmoved);
    out[4] = log_ratio(moved, gradient);
    out[5] = log(1.0 + length(step.xy));
    out[8] = log(1.0 + neighbour_difference(block));
    out[14] = log(1.0 + length(deviation_at(camera_of(0u), 0u, block)));
  }
  if (sample.differences >= 2u) {
    let before = motions[MOTION_BLOCKS + block].xy;
    let change = length(step.xy - before);
    out[6] = log(1.0 + change);
    out[7] = change / (length(step.xy) + length(before) + SPEED_FLOOR);
  }
  if (sample.follows == 1u) {
    let since = motions[2u * MOTION_BLOCKS + block];
    let since_unmoved = sample.y_scale * since.w;
    out[9] = log(1.0 + since_unmoved);
    out[10] = log_ratio(sample.y_scale * since.z, since_unmoved);
    out[11] = log_ratio(sample.y_scale * since.z, gradient);
    out[12] = log(1.0 + length(since.xy));
    let camera = camera_of(2u);
    let across = slope(camera, 2u, block, block % MOTION_GRID, 1u);
    let down = slope(camera, 2u, block, block / MOTION_GRID, MOTION_GRID);
    out[15] = log(1.0 + length(camera_at(camera, block)));
    out[16] = log(1.0 + length(deviation_at(camera, 2u, block)));
    out[17] = signed_log(across.x + down.y);
    out[18] = log(1.0 + abs(across.y - down.x));
    out[19] = log(1.0 + length(vec2f(across.x - down.y, down.x + across.y)));
    out[20] = signed_log(since.x);
    out[21] = signed_log(since.y);
    if (sample.differences >= 1u) {
      out[13] = log_ratio(since_unmoved, unmoved);
    }
  }
  return out;
}

@compute @workgroup_size(MOTION_BLOCKS)
fn main(@builtin(local_invocation_index) thread: u32) {
  of_blocks[thread] = statistics_of(thread);
  workgroupBarrier();
  if (thread >= FAST_TOKENS) {
    return;
  }
  let corner = (thread / FAST_GRID) * 2u * MOTION_GRID + (thread % FAST_GRID) * 2u;
  let start = (sample.slot * FAST_TOKENS + thread) * FAST_WIDTH + FAST_PIXELS + PATCH_STATISTICS;
  for (var i = 0u; i < MOTION_STATISTICS; i++) {
    let sum = of_blocks[corner][i] + of_blocks[corner + 1u][i] + of_blocks[corner + MOTION_GRID][i]
      + of_blocks[corner + MOTION_GRID + 1u][i];
    tokens[start + i] = 0.25 * sum;
  }
}
