// All 36 native fragments of one sampled frame with their statistics and places, if it is slow or gets extra fragments.
// The number taken from them is known when the window is complete.
//
// One workgroup per fragment, 16 threads, one row per thread. A thread reads its row's pixels once. After the first
// barrier it adds up the sums of the statistics over its row, reading neighbouring rows from shared memory. After the
// second barrier the first thread joins the rows. Deviations come from sums relative to one of their own pixels, which
// avoids cancellation.

@group(0) @binding(0) var<uniform> sizes: Sizes;
@group(0) @binding(1) var<uniform> sample: SampledFrame;
@group(0) @binding(2) var<storage, read> results: array<vec4u>;
@group(0) @binding(3) var<storage, read> planes: array<u32>;
// [slot][fragment][SLOW_WIDTH]
@group(0) @binding(4) var<storage, read_write> tokens: array<f32>;

struct RowSums {
  // Absolute steps over 1, 2 and 4 px.
  across: vec3f,
  down: vec3f,
  // Largest steps: across over 1 px, down over 1 px, across over 4 px, down over 4 px.
  largest: vec4f,
  // Absolute values of the Laplacian, of second differences across and down, and of the noise operator.
  second: vec4f,
  // Structure tensor: xx, yy, xy.
  tensor: vec3f,
  // Relative to the first pixel: luma, its square.
  spread: vec2f,
  // Relative to the first pixel of the left and of the right quarter: luma and its square.
  quarters: vec4f,
  // B - Y and R - Y; relative to the first pixel, the same and their squares.
  chroma: vec2f,
  chroma_about: vec2f,
  chroma_squared: vec2f,
  chroma_distance: f32,
  luma: f32,
  flat_pixels: f32,
  clipped: f32,
  block_across: f32,
  block_down: f32,
  normalised: f32,
}

var<workgroup> lumas: array<f32, PATCH_AREA>;
var<workgroup> chromas: array<vec2f, PATCH_AREA>;
var<workgroup> row_sums: array<RowSums, 16>;

fn origin_of(fragment: u32) -> vec2u {
  let pair = sample.origins[fragment / 2u];
  return select(pair.xy, pair.zw, fragment % 2u == 1u);
}

// A frame smaller than a fragment repeats its last column and row.
fn inside(at: vec2u) -> vec2u {
  return min(at, vec2u(sizes.plane_width.x, sizes.plane_height.x) - 1u);
}

// Luma in code values, not yet clamped.
fn grey_at(at: vec2u) -> f32 {
  let place = inside(at);
  let i = place.y * sizes.plane_width.x + place.x;
  return sample.y_scale * (f32(byte_of(planes[i >> 2u], i)) - sample.y_offset);
}

// U and V of the 2x2 block that contains the pixel, minus 128.
fn chroma_at(at: vec2u) -> vec2f {
  let place = inside(at) / 2u;
  let offset = place.y * sizes.plane_width.y + place.x;
  let u = sizes.plane_start.y + offset;
  let v = sizes.plane_start.z + offset;
  return vec2f(f32(byte_of(planes[u >> 2u], u)), f32(byte_of(planes[v >> 2u], v))) - 128.0;
}

@compute @workgroup_size(16)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) row: u32) {
  if (results[sample.slot].x != 1u && sample.slot % EXTRA_FRAGMENTS_EVERY != 0u) {
    return;
  }
  let token_start = (sample.slot * FRAGMENTS + group.x) * SLOW_WIDTH;
  let origin = origin_of(group.x);
  for (var column = 0u; column < PATCH_PX; column++) {
    let at = origin + vec2u(column, row);
    let grey = grey_at(at);
    let chroma = chroma_at(at);
    let pixel = row * PATCH_PX + column;
    tokens[token_start + pixel] = clamp_code(grey + sample.rv * chroma.y) / 255.0;
    tokens[token_start + pixel + PATCH_AREA] = clamp_code(grey + sample.gu * chroma.x + sample.gv * chroma.y) / 255.0;
    tokens[token_start + pixel + 2u * PATCH_AREA] = clamp_code(grey + sample.bu * chroma.x) / 255.0;
    lumas[pixel] = clamp_code(grey);
    chromas[pixel] = vec2f(sample.bu * chroma.x, sample.rv * chroma.y);
  }
  workgroupBarrier();
  var sums = RowSums();
  for (var column = 0u; column < PATCH_PX; column++) {
    add_pixel(&sums, column, row);
    add_steps(&sums, column, row);
    add_second(&sums, column, row);
    add_normalised(&sums, column, row);
  }
  row_sums[row] = sums;
  workgroupBarrier();
  if (row == 0u) {
    finish(origin, token_start + SLOW_PIXELS);
  }
}

fn add_pixel(sums: ptr<function, RowSums>, column: u32, row: u32) {
  let pixel = row * PATCH_PX + column;
  let luma = lumas[pixel];
  let about_first = luma - lumas[0];
  (*sums).luma += luma;
  (*sums).spread += vec2f(about_first, about_first * about_first);
  (*sums).clipped += select(0.0, 1.0, luma <= CLIPPED_LOW || luma >= CLIPPED_HIGH);

  let half = PATCH_PX / 2u;
  let corner = (row / half) * half * PATCH_PX + (column / half) * half;
  let about_corner = luma - lumas[corner];
  let quarter = vec2f(about_corner, about_corner * about_corner);
  (*sums).quarters += select(vec4f(vec2f(0.0), quarter), vec4f(quarter, vec2f(0.0)), column < half);

  let chroma = chromas[pixel];
  let chroma_about = chroma - chromas[0];
  (*sums).chroma += chroma;
  (*sums).chroma_about += chroma_about;
  (*sums).chroma_squared += chroma_about * chroma_about;
  (*sums).chroma_distance += length(chroma);
}

// The absolute step to the pixel `by` columns and rows further, or 0 where that lies outside the fragment.
fn step_size(column: u32, row: u32, by: vec2u) -> f32 {
  if (column + by.x >= PATCH_PX || row + by.y >= PATCH_PX) {
    return 0.0;
  }
  return abs(lumas[(row + by.y) * PATCH_PX + column + by.x] - lumas[row * PATCH_PX + column]);
}

fn add_steps(sums: ptr<function, RowSums>, column: u32, row: u32) {
  let across = vec3f(
    step_size(column, row, vec2u(1u, 0u)),
    step_size(column, row, vec2u(2u, 0u)),
    step_size(column, row, vec2u(4u, 0u)),
  );
  let down = vec3f(
    step_size(column, row, vec2u(0u, 1u)),
    step_size(column, row, vec2u(0u, 2u)),
    step_size(column, row, vec2u(0u, 4u)),
  );
  (*sums).across += across;
  (*sums).down += down;
  (*sums).largest = max((*sums).largest, vec4f(across.x, down.x, across.z, down.z));
  if (column + 1u == BLOCK_PX) {
    (*sums).block_across += across.x;
  }
  if (row + 1u == BLOCK_PX) {
    (*sums).block_down += down.x;
  }
  let has_both = column + 1u < PATCH_PX && row + 1u < PATCH_PX;
  if (has_both && across.x < FLAT_BELOW && down.x < FLAT_BELOW) {
    (*sums).flat_pixels += 1.0;
  }
}

fn second_across(pixel: u32) -> f32 {
  return lumas[pixel - 1u] - 2.0 * lumas[pixel] + lumas[pixel + 1u];
}

// For the inner 14x14 pixels, which have eight neighbours.
fn add_second(sums: ptr<function, RowSums>, column: u32, row: u32) {
  if (column == 0u || row == 0u || column + 1u == PATCH_PX || row + 1u == PATCH_PX) {
    return;
  }
  let pixel = row * PATCH_PX + column;
  let across = second_across(pixel);
  let down = lumas[pixel - PATCH_PX] - 2.0 * lumas[pixel] + lumas[pixel + PATCH_PX];
  let noise = second_across(pixel - PATCH_PX) - 2.0 * across + second_across(pixel + PATCH_PX);
  (*sums).second += abs(vec4f(across + down, across, down, noise));
  let gradient = 0.5 * vec2f(lumas[pixel + 1u] - lumas[pixel - 1u], lumas[pixel + PATCH_PX] - lumas[pixel - PATCH_PX]);
  (*sums).tensor += vec3f(gradient * gradient, gradient.x * gradient.y);
}

// (Pixel - mean) / deviation, both over the square around the pixel.
fn add_normalised(sums: ptr<function, RowSums>, column: u32, row: u32) {
  let last = PATCH_PX - 1u;
  if (min(min(column, row), min(last - column, last - row)) < NORMALISE_REACH) {
    return;
  }
  let side = 2u * NORMALISE_REACH + 1u;
  let middle = lumas[row * PATCH_PX + column];
  let corner = (row - NORMALISE_REACH) * PATCH_PX + column - NORMALISE_REACH;
  var sum = 0.0;
  var squares = 0.0;
  for (var i = 0u; i < side * side; i++) {
    let away = lumas[corner + (i / side) * PATCH_PX + i % side] - middle;
    sum += away;
    squares += away * away;
  }
  let count = f32(side * side);
  let shift = sum / count;
  let value = shift / (sqrt(max(0.0, squares / count - shift * shift)) + CONTRAST_FLOOR);
  (*sums).normalised += value * value;
}

fn deviation_of(sums: vec2f, count: f32) -> f32 {
  let shift = sums.x / count;
  return sqrt(max(0.0, sums.y / count - shift * shift));
}

fn joined() -> RowSums {
  var all_rows = row_sums[0];
  for (var row = 1u; row < PATCH_PX; row++) {
    let sums = row_sums[row];
    all_rows.across += sums.across;
    all_rows.down += sums.down;
    all_rows.largest = max(all_rows.largest, sums.largest);
    all_rows.second += sums.second;
    all_rows.tensor += sums.tensor;
    all_rows.spread += sums.spread;
    all_rows.chroma += sums.chroma;
    all_rows.chroma_about += sums.chroma_about;
    all_rows.chroma_squared += sums.chroma_squared;
    all_rows.chroma_distance += sums.chroma_distance;
    all_rows.luma += sums.luma;
    all_rows.flat_pixels += sums.flat_pixels;
    all_rows.clipped += sums.clipped;
    all_rows.block_across += sums.block_across;
    all_rows.block_down += sums.block_down;
    all_rows.normalised += sums.normalised;
  }
  return all_rows;
}

// The smaller deviation of the two quarters whose rows begin at `first`.
fn flattest(first: u32) -> f32 {
  let half = PATCH_PX / 2u;
  var quarters = vec4f(0.0);
  for (var row = first; row < first + half; row++) {
    quarters += row_sums[row].quarters;
  }
  let count = f32(half * half);
  return min(deviation_of(quarters.xy, count), deviation_of(quarters.zw, count));
}

fn finish(origin: vec2u, start: u32) {
  let sums = joined();
  let area = f32(PATCH_AREA);
  let side = f32(PATCH_PX);
  let pairs = side * vec3f(side - 1.0, side - 2.0, side - 4.0);
  let across = log(1.0 + sums.across / pairs);
  let down = log(1.0 + sums.down / pairs);
  let steps = log(1.0 + 0.5 * (sums.across + sums.down) / pairs);
  let inner = (side - 2.0) * (side - 2.0);
  let second = log(1.0 + sums.second / inner);
  let largest = log(1.0 + sums.largest);
  let tensor = sums.tensor;
  let energy = tensor.x + tensor.y + inner * COHERENCE_FLOOR;
  let normalised = side - 2.0 * f32(NORMALISE_REACH);
  let chroma_spread = vec2f(
    deviation_of(vec2f(sums.chroma_about.x, sums.chroma_squared.x), area),
    deviation_of(vec2f(sums.chroma_about.y, sums.chroma_squared.y), area),
  );
  tokens[start] = second.x;
  tokens[start + 1u] = across.x;
  tokens[start + 2u] = down.x;
  tokens[start + 3u] = steps.y;
  tokens[start + 4u] = steps.z;
  tokens[start + 5u] = log(1.0 + deviation_of(sums.spread, area));
  tokens[start + 6u] = sums.luma / area / 255.0;
  tokens[start + 7u] = sums.flat_pixels / ((side - 1.0) * (side - 1.0));
  tokens[start + 8u] = sums.clipped / area;
  tokens[start + 9u] = log(1.0 + sums.chroma_distance / area);
  tokens[start + 10u] = log(1.0 + sums.block_across / side) - across.x;
  tokens[start + 11u] = log(1.0 + sums.block_down / side) - down.x;
  tokens[start + 12u] = largest.x;
  tokens[start + 13u] = largest.y;
  tokens[start + 14u] = largest.z;
  tokens[start + 15u] = largest.w;
  tokens[start + 16u] = second.y;
  tokens[start + 17u] = second.z;
  tokens[start + 18u] = second.w;
  tokens[start + 19u] = length(vec2f(tensor.x - tensor.y, 2.0 * tensor.z)) / energy;
  tokens[start + 20u] = log(1.0 + min(flattest(0u), flattest(PATCH_PX / 2u)));
  tokens[start + 21u] = sqrt(sums.normalised) / normalised;
  tokens[start + 22u] = sums.chroma.x / area / 128.0;
  tokens[start + 23u] = sums.chroma.y / area / 128.0;
  tokens[start + 24u] = log(1.0 + length(chroma_spread));

  let frame = vec2f(f32(sizes.plane_width.x), f32(sizes.plane_height.x));
  let centre = (vec2f(origin) + 0.5 * min(vec2f(side), frame)) / frame;
  let place = start + SLOW_STATISTICS;
  tokens[place] = centre.x;
  tokens[place + 1u] = centre.y;
  tokens[place + 2u] = sample.seconds;
}
