// DIFFERENCE_STATISTICS of a sample's 16 fast tokens: what kind of change their temporal differences are.
//
// One workgroup per token, 4 threads, one 8x8 window of the patch per thread. A thread computes differences and
// gradients, the flow of its window and of the four 4x4 windows in it, and the sums of their residuals. After the only
// barrier the first thread joins the windows. Pixels beside a window are recomputed instead of shared.

@group(0) @binding(0) var<uniform> sample: SampledFrame;
@group(0) @binding(1) var<storage, read> means: array<vec2f>;
@group(0) @binding(2) var<storage, read_write> tokens: array<f32>;

const SMALL_PX = FLOW_WINDOW_PX;
const LARGE_PX = 2u * FLOW_WINDOW_PX;
const LARGE_ACROSS = PATCH_PX / LARGE_PX;
const LARGE_AREA = LARGE_PX * LARGE_PX;
const LARGE_WINDOWS = LARGE_ACROSS * LARGE_ACROSS;

// Gradient products and gradient times d1, summed over a window.
struct Tensor {
  xx: f32,
  xy: f32,
  yy: f32,
  change: vec2f,
}

struct WindowSums {
  size: f32,
  square: f32,
  before_square: f32,
  goes_on: f32,
  roughness: f32,
  small_left: f32,
  large_left: f32,
  // |d1| (x) and |gradient| (y) relative to the patch's first pixel, which avoids cancellation; their squares and
  // product.
  about: vec2f,
  about_square: vec2f,
  about_product: f32,
  flow: vec2f,
}

var<workgroup> of_windows: array<WindowSums, LARGE_WINDOWS>;

fn luma_of(slot: u32, cell: u32) -> vec2f {
  return means[slot * 3u * LOW_PX * LOW_PX + cell];
}

fn difference(now: vec2f, before: vec2f) -> f32 {
  return sample.y_scale * ((now.x - before.x) + (now.y - before.y));
}

fn d1_at(cell: u32) -> f32 {
  if (sample.differences < 1u) {
    return 0.0;
  }
  return difference(luma_of(sample.low.x, cell), luma_of(sample.low.y, cell));
}

fn d1_before_at(cell: u32) -> f32 {
  if (sample.differences < 2u) {
    return 0.0;
  }
  return difference(luma_of(sample.low.y, cell), luma_of(sample.low.z, cell));
}

// The image half-way between both frames.
fn middle_at(cell: u32) -> f32 {
  let now = luma_of(sample.low.x, cell);
  return clamp_code(sample.y_scale * (now.x + now.y - sample.y_offset)) - 0.5 * d1_at(cell);
}

// Central inside the patch, one-sided at its edges.
fn slope(cell: u32, place: u32, stride: u32) -> f32 {
  let before = select(cell, cell - stride, place > 0u);
  let after = select(cell, cell + stride, place + 1u < PATCH_PX);
  return (middle_at(after) - middle_at(before)) / f32((after - before) / stride);
}

fn gradient_at(cell: u32, x: u32, y: u32) -> vec2f {
  return vec2f(slope(cell, x, 1u), slope(cell, y, LOW_PX));
}

fn roughness_at(cell: u32, x: u32, y: u32) -> f32 {
  if (x == 0u || y == 0u || x + 1u == PATCH_PX || y + 1u == PATCH_PX) {
    return 0.0;
  }
  let around = d1_at(cell - 1u) + d1_at(cell + 1u) + d1_at(cell - LOW_PX) + d1_at(cell + LOW_PX);
  return abs(4.0 * d1_at(cell) - around);
}

fn with_pixel(sum: Tensor, gradient: vec2f, d1: f32) -> Tensor {
  let products = gradient.xxy * gradient.xyy;
  return Tensor(sum.xx + products.x, sum.xy + products.y, sum.yy + products.z, sum.change - gradient * d1);
}

// Velocity, pixels per step, of a window with `count` pixels.
fn flow_of(sum: Tensor, count: u32) -> vec2f {
  let area = f32(count);
  let xx = sum.xx / area;
  let xy = sum.xy / area;
  let yy = sum.yy / area;
  let change = sum.change / area;
  let ridge = RIDGE + RIDGE_SHARE * (xx + yy);
  let determinant = (xx + ridge) * (yy + ridge) - xy * xy;
  return vec2f((yy + ridge) * change.x - xy * change.y, (xx + ridge) * change.y - xy * change.x) / determinant;
}

@compute @workgroup_size(4)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) window: u32) {
  let token = group.x;
  let corner = (token / FAST_GRID) * PATCH_PX * LOW_PX + (token % FAST_GRID) * PATCH_PX;
  let left = (window % LARGE_ACROSS) * LARGE_PX;
  let top = (window / LARGE_ACROSS) * LARGE_PX;
  // Gradient and d1 of the window's pixels.
  var pixels: array<vec3f, LARGE_AREA>;
  var small: array<Tensor, 4>;
  var large = Tensor();
  var sums = WindowSums();
  let first = vec2f(abs(d1_at(corner)), length(gradient_at(corner, 0u, 0u)));
  for (var i = 0u; i < LARGE_AREA; i++) {
    let x = left + i % LARGE_PX;
    let y = top + i / LARGE_PX;
    let cell = corner + y * LOW_PX + x;
    let d1 = d1_at(cell);
    let before = d1_before_at(cell);
    let gradient = gradient_at(cell, x, y);
    let about = vec2f(abs(d1), length(gradient)) - first;
    pixels[i] = vec3f(gradient, d1);
    small[small_window(i)] = with_pixel(small[small_window(i)], gradient, d1);
    large = with_pixel(large, gradient, d1);
    sums.size += abs(d1);
    sums.square += d1 * d1;
    sums.before_square += before * before;
    sums.goes_on += d1 * before;
    sums.roughness += roughness_at(cell, x, y);
    sums.about += about;
    sums.about_square += about * about;
    sums.about_product += about.x * about.y;
  }
  sums.flow = flow_of(large, LARGE_AREA);
  for (var i = 0u; i < LARGE_AREA; i++) {
    let small_flow = flow_of(small[small_window(i)], SMALL_PX * SMALL_PX);
    let small_left = pixels[i].z + dot(small_flow, pixels[i].xy);
    let large_left = pixels[i].z + dot(sums.flow, pixels[i].xy);
    sums.small_left += small_left * small_left;
    sums.large_left += large_left * large_left;
  }
  of_windows[window] = sums;
  workgroupBarrier();
  if (window == 0u) {
    let row = (sample.slot * FAST_TOKENS + token) * FAST_WIDTH;
    finish(row + FAST_PIXELS + PATCH_STATISTICS + MOTION_STATISTICS);
  }
}

fn small_window(i: u32) -> u32 {
  return i / (LARGE_PX * SMALL_PX) * 2u + i % LARGE_PX / SMALL_PX;
}

fn ln_root(above: f32, below: f32) -> f32 {
  return 0.5 * log((above + RESIDUAL_FLOOR) / (below + RESIDUAL_FLOOR));
}

fn flow_difference() -> f32 {
  let across = distance(of_windows[0].flow, of_windows[1].flow) + distance(of_windows[2].flow, of_windows[3].flow);
  let down = distance(of_windows[0].flow, of_windows[2].flow) + distance(of_windows[1].flow, of_windows[3].flow);
  return 0.5 * (across + down);
}

fn finish(start: u32) {
  var all = WindowSums();
  for (var window = 0u; window < LARGE_WINDOWS; window++) {
    let sums = of_windows[window];
    all.size += sums.size;
    all.square += sums.square;
    all.before_square += sums.before_square;
    all.goes_on += sums.goes_on;
    all.roughness += sums.roughness;
    all.small_left += sums.small_left;
    all.large_left += sums.large_left;
    all.about += sums.about;
    all.about_square += sums.about_square;
    all.about_product += sums.about_product;
  }
  let area = f32(PATCH_AREA);
  let inner = f32((PATCH_PX - 2u) * (PATCH_PX - 2u));
  let size = all.size / area;
  let square = all.square / area;
  let shift = all.about / area;
  let both = sqrt(square * (all.before_square / area));
  let variance = max(vec2f(0.0), all.about_square / area - shift * shift);
  let covariance = all.about_product / area - shift.x * shift.y;
  tokens[start] = log((all.roughness / inner + DIFFERENCE_FLOOR) / (size + DIFFERENCE_FLOOR));
  tokens[start + 1u] = all.goes_on / area / (both + CORRELATION_FLOOR);
  tokens[start + 2u] = ln_root(all.small_left / area, square);
  tokens[start + 3u] = ln_root(all.small_left / area, 0.0);
  tokens[start + 4u] = ln_root(all.large_left / area, square);
  tokens[start + 5u] = log(1.0 + flow_difference());
  tokens[start + 6u] = 0.5 * log((square + DIFFERENCE_FLOOR) / (size * size + DIFFERENCE_FLOOR));
  tokens[start + 7u] = covariance / (sqrt(variance.x * variance.y) + CORRELATION_FLOOR);
}
