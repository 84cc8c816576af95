// The 16 fast tokens of one sampled frame: pixels, temporal differences, their statistics and place. Motion statistics
// are written by motion-statistics.wgsl, difference statistics by difference-statistics.wgsl.
//
// One workgroup per token, 16 threads, one row of the patch per thread. A thread writes its row and adds up the sums of
// the statistics. After the only barrier the first thread joins the 16 rows. The deviation comes from sums relative to
// the patch's first pixel, which avoids cancellation.

@group(0) @binding(0) var<uniform> sample: SampledFrame;
@group(0) @binding(1) var<storage, read> means: array<vec2f>;
@group(0) @binding(2) var<storage, read_write> tokens: array<f32>;
// x mean |d1|, y mean |d2|; [slot][token]
@group(0) @binding(3) var<storage, read_write> differences: array<vec2f>;

struct RowSums {
  d1_size: f32,
  d2_size: f32,
  d1_largest: f32,
  d1: f32,
  luma: f32,
  about_first: f32,
  about_first_squared: f32,
  across: f32,
  down: f32,
  chroma: f32,
}

var<workgroup> row_sums: array<RowSums, 16>;

// YUV means of a cell, integer and fractional parts apart.
struct Cell {
  whole: vec3f,
  part: vec3f,
}

fn cell_of(slot: u32, cell: u32) -> Cell {
  let area = LOW_PX * LOW_PX;
  let y = means[slot * 3u * area + cell];
  let u = means[(slot * 3u + 1u) * area + cell];
  let v = means[(slot * 3u + 2u) * area + cell];
  return Cell(vec3f(y.x, u.x, v.x), vec3f(y.y, u.y, v.y));
}

fn to_rgb(y: f32, u: f32, v: f32) -> vec3f {
  return vec3f(y + sample.rv * v, y + sample.gu * u + sample.gv * v, y + sample.bu * u);
}

fn luma_at(cell: u32) -> f32 {
  let mean = means[sample.low.x * 3u * LOW_PX * LOW_PX + cell];
  return clamp_code(sample.y_scale * (mean.x + mean.y - sample.y_offset));
}

fn write_planes(start: u32, values: vec3f) {
  tokens[start] = values.x;
  tokens[start + PATCH_AREA] = values.y;
  tokens[start + 2u * PATCH_AREA] = values.z;
}

@compute @workgroup_size(16)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) row: u32) {
  let token = group.x;
  let token_start = (sample.slot * FAST_TOKENS + token) * FAST_WIDTH;
  let corner = (token / FAST_GRID) * PATCH_PX * LOW_PX + (token % FAST_GRID) * PATCH_PX;
  let first_luma = luma_at(corner);
  var sums = RowSums();
  for (var column = 0u; column < PATCH_PX; column++) {
    let cell = corner + row * LOW_PX + column;
    let now = cell_of(sample.low.x, cell);
    var d1 = vec3f(0.0);
    var d2 = vec3f(0.0);
    if (sample.differences >= 1u) {
      let before = cell_of(sample.low.y, cell);
      d1 = (now.whole - before.whole) + (now.part - before.part);
      if (sample.differences >= 2u) {
        let earlier = cell_of(sample.low.z, cell);
        d2 = (now.whole - 2.0 * before.whole + earlier.whole) + (now.part - 2.0 * before.part + earlier.part);
      }
    }
    let yuv = now.whole + now.part;
    let grey = sample.y_scale * (yuv.x - sample.y_offset);
    let rgb = clamp(to_rgb(grey, yuv.y - 128.0, yuv.z - 128.0), vec3f(0.0), vec3f(255.0)) / 255.0;
    let pixel = token_start + row * PATCH_PX + column;
    write_planes(pixel, rgb);
    write_planes(pixel + 3u * PATCH_AREA, to_rgb(sample.y_scale * d1.x, d1.y, d1.z));
    write_planes(pixel + 6u * PATCH_AREA, to_rgb(sample.y_scale * d2.x, d2.y, d2.z));

    let luma = clamp_code(grey);
    let luma_d1 = sample.y_scale * d1.x;
    sums.d1 += luma_d1;
    sums.d1_size += abs(luma_d1);
    sums.d1_largest = max(sums.d1_largest, abs(luma_d1));
    sums.d2_size += abs(sample.y_scale * d2.x);
    sums.luma += luma;
    sums.about_first += luma - first_luma;
    sums.about_first_squared += (luma - first_luma) * (luma - first_luma);
    if (column + 1u < PATCH_PX) {
      sums.across += abs(luma_at(cell + 1u) - luma);
    }
    if (row + 1u < PATCH_PX) {
      sums.down += abs(luma_at(cell + LOW_PX) - luma);
    }
    sums.chroma += abs(sample.bu * d1.y) + abs(sample.rv * d1.z);
  }
  row_sums[row] = sums;
  workgroupBarrier();
  if (row == 0u) {
    finish(token, token_start + FAST_PIXELS);
  }
}

fn finish(token: u32, start: u32) {
  var all = row_sums[0];
  for (var row = 1u; row < PATCH_PX; row++) {
    let sums = row_sums[row];
    all.d1 += sums.d1;
    all.d1_size += sums.d1_size;
    all.d1_largest = max(all.d1_largest, sums.d1_largest);
    all.d2_size += sums.d2_size;
    all.luma += sums.luma;
    all.about_first += sums.about_first;
    all.about_first_squared += sums.about_first_squared;
    all.across += sums.across;
    all.down += sums.down;
    all.chroma += sums.chroma;
  }
  let area = f32(PATCH_AREA);
  let pairs = f32(PATCH_PX * (PATCH_PX - 1u));
  let shift = all.about_first / area;
  let variance = max(0.0, all.about_first_squared / area - shift * shift);
  tokens[start] = log(1.0 + all.d1_size / area);
  tokens[start + 1u] = log(1.0 + all.d2_size / area);
  tokens[start + 2u] = log(1.0 + all.d1_largest);
  tokens[start + 3u] = all.d1 / area / 16.0;
  tokens[start + 4u] = all.luma / area / 255.0;
  tokens[start + 5u] = log(1.0 + sqrt(variance));
  tokens[start + 6u] = log(1.0 + 0.5 * (all.across + all.down) / pairs);
  tokens[start + 7u] = log(1.0 + 0.5 * all.chroma / area);

  let place = start + FAST_STATISTICS;
  tokens[place] = (f32(token % FAST_GRID) + 0.5) / f32(FAST_GRID);
  tokens[place + 1u] = (f32(token / FAST_GRID) + 0.5) / f32(FAST_GRID);
  tokens[place + 2u] = sample.seconds;
  differences[sample.slot * FAST_TOKENS + token] = vec2f(all.d1_size, all.d2_size) / area;
}
