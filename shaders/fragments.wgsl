// All 36 native fragments of one moment with their statistics and places, if its frame was found slow. How many of them
// a slow frame may keep is known when the window is complete.
//
// One workgroup makes one fragment, each of its 16 threads one row; neighbours are read from the plane again instead of
// from shared memory, so one barrier is enough, before the first thread joins the rows.

@group(0) @binding(0) var<uniform> sizes: Sizes;
@group(0) @binding(1) var<uniform> moment: Moment;
@group(0) @binding(2) var<storage, read> results: array<vec4u>;
@group(0) @binding(3) var<storage, read> planes: array<u32>;
// [slot][fragment][SLOW_WIDTH]
@group(0) @binding(4) var<storage, read_write> tokens: array<f32>;

struct RowSums {
  laplacian: f32,
  across: vec3f,
  down: vec3f,
  luma: f32,
  about_first: f32,
  about_first_squared: f32,
  flat_pixels: f32,
  clipped: f32,
  chroma: f32,
  block_across: f32,
  block_down: f32,
}

var<workgroup> row_sums: array<RowSums, 16>;

fn origin_of(fragment: u32) -> vec2u {
  let pair = moment.origins[fragment / 2u];
  return select(pair.xy, pair.zw, fragment % 2u == 1u);
}

// A frame smaller than a fragment repeats its last column and row.
fn inside(at: vec2u) -> vec2u {
  return min(at, vec2u(sizes.plane_width.x, sizes.plane_height.x) - 1u);
}

// Luma in code values, not yet clamped.
fn grey_at(at: vec2u) -> f32 {
  let sample = inside(at);
  let i = sample.y * sizes.plane_width.x + sample.x;
  return moment.y_scale * (f32(byte_of(planes[i >> 2u], i)) - moment.y_offset);
}

fn luma_at(at: vec2u) -> f32 {
  return clamp_code(grey_at(at));
}

// U and V of the 2x2 block that holds the pixel, less 128.
fn chroma_at(at: vec2u) -> vec2f {
  let sample = inside(at) / 2u;
  let offset = sample.y * sizes.plane_width.y + sample.x;
  let u = sizes.plane_start.y + offset;
  let v = sizes.plane_start.z + offset;
  return vec2f(f32(byte_of(planes[u >> 2u], u)), f32(byte_of(planes[v >> 2u], v))) - 128.0;
}

@compute @workgroup_size(16)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) row: u32) {
  if (results[moment.slot].x != 1u) {
    return;
  }
  let token_start = (moment.slot * FRAGMENTS + group.x) * SLOW_WIDTH;
  let origin = origin_of(group.x);
  let first_luma = luma_at(origin);
  var sums = RowSums();
  for (var column = 0u; column < PATCH_PX; column++) {
    let at = origin + vec2u(column, row);
    let grey = grey_at(at);
    let chroma = chroma_at(at);
    let pixel = token_start + row * PATCH_PX + column;
    tokens[pixel] = clamp_code(grey + moment.rv * chroma.y) / 255.0;
    tokens[pixel + PATCH_AREA] = clamp_code(grey + moment.gu * chroma.x + moment.gv * chroma.y) / 255.0;
    tokens[pixel + 2u * PATCH_AREA] = clamp_code(grey + moment.bu * chroma.x) / 255.0;

    let luma = clamp_code(grey);
    sums.luma += luma;
    sums.about_first += luma - first_luma;
    sums.about_first_squared += (luma - first_luma) * (luma - first_luma);
    sums.clipped += select(0.0, 1.0, luma <= CLIPPED_LOW || luma >= CLIPPED_HIGH);
    sums.chroma += length(vec2f(moment.bu * chroma.x, moment.rv * chroma.y));
    add_steps(&sums, at, luma, column, row);
  }
  row_sums[row] = sums;
  workgroupBarrier();
  if (row == 0u) {
    finish(origin, token_start + SLOW_PIXELS);
  }
}

// Steps over 1, 2 and 4 px to pixels inside the fragment, and what is made of them.
fn add_steps(sums: ptr<function, RowSums>, at: vec2u, luma: f32, column: u32, row: u32) {
  let right = abs(luma_at(at + vec2u(1u, 0u)) - luma);
  let below = abs(luma_at(at + vec2u(0u, 1u)) - luma);
  let has_right = column + 1u < PATCH_PX;
  let has_below = row + 1u < PATCH_PX;
  if (has_right) {
    (*sums).across.x += right;
  }
  if (column + 2u < PATCH_PX) {
    (*sums).across.y += abs(luma_at(at + vec2u(2u, 0u)) - luma);
  }
  if (column + 4u < PATCH_PX) {
    (*sums).across.z += abs(luma_at(at + vec2u(4u, 0u)) - luma);
  }
  if (has_below) {
    (*sums).down.x += below;
  }
  if (row + 2u < PATCH_PX) {
    (*sums).down.y += abs(luma_at(at + vec2u(0u, 2u)) - luma);
  }
  if (row + 4u < PATCH_PX) {
    (*sums).down.z += abs(luma_at(at + vec2u(0u, 4u)) - luma);
  }
  if (has_right && has_below && right < FLAT_BELOW && below < FLAT_BELOW) {
    (*sums).flat_pixels += 1.0;
  }
  if (column + 1u == BLOCK_PX) {
    (*sums).block_across += right;
  }
  if (row + 1u == BLOCK_PX) {
    (*sums).block_down += below;
  }
  if (column > 0u && row > 0u && has_right && has_below) {
    let left = luma_at(at - vec2u(1u, 0u));
    let above = luma_at(at - vec2u(0u, 1u));
    let beside = left + luma_at(at + vec2u(1u, 0u)) + above + luma_at(at + vec2u(0u, 1u));
    (*sums).laplacian += abs(4.0 * luma - beside);
  }
}

fn finish(origin: vec2u, start: u32) {
  var all = row_sums[0];
  for (var row = 1u; row < PATCH_PX; row++) {
    let sums = row_sums[row];
    all.laplacian += sums.laplacian;
    all.across += sums.across;
    all.down += sums.down;
    all.luma += sums.luma;
    all.about_first += sums.about_first;
    all.about_first_squared += sums.about_first_squared;
    all.flat_pixels += sums.flat_pixels;
    all.clipped += sums.clipped;
    all.chroma += sums.chroma;
    all.block_across += sums.block_across;
    all.block_down += sums.block_down;
  }
  let area = f32(PATCH_AREA);
  let side = f32(PATCH_PX);
  let pairs = side * vec3f(side - 1.0, side - 2.0, side - 4.0);
  let inner = (side - 2.0) * (side - 2.0);
  let shift = all.about_first / area;
  let variance = max(0.0, all.about_first_squared / area - shift * shift);
  let across = log(1.0 + all.across.x / pairs.x);
  let down = log(1.0 + all.down.x / pairs.x);
  tokens[start] = log(1.0 + all.laplacian / inner);
  tokens[start + 1u] = across;
  tokens[start + 2u] = down;
  tokens[start + 3u] = log(1.0 + 0.5 * (all.across.y + all.down.y) / pairs.y);
  tokens[start + 4u] = log(1.0 + 0.5 * (all.across.z + all.down.z) / pairs.z);
  tokens[start + 5u] = log(1.0 + sqrt(variance));
  tokens[start + 6u] = all.luma / area / 255.0;
  tokens[start + 7u] = all.flat_pixels / ((side - 1.0) * (side - 1.0));
  tokens[start + 8u] = all.clipped / area;
  tokens[start + 9u] = log(1.0 + all.chroma / area);
  tokens[start + 10u] = log(1.0 + all.block_across / side) - across;
  tokens[start + 11u] = log(1.0 + all.block_down / side) - down;

  let frame = vec2f(f32(sizes.plane_width.x), f32(sizes.plane_height.x));
  let centre = (vec2f(origin) + 0.5 * min(vec2f(side), frame)) / frame;
  let place = start + SLOW_STATISTICS;
  tokens[place] = centre.x;
  tokens[place + 1u] = centre.y;
  tokens[place + 2u] = moment.seconds;
}
