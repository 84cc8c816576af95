// Second half of the comparison frame: sums along the rows of column sums, then YUV to RGB to HSV, in 32-bit integers,
// so the CPU and the GPU compute the same bits. One thread per pixel; no shared memory, no barrier.
//
// 14-bit weights times 16-bit column sums stay below 2^30. A pixel is a word: H 0..179, S, V and full-range luma
// 0..255, from the lowest byte up.

@group(0) @binding(0) var<uniform> sizes: Sizes;
@group(0) @binding(1) var<uniform> sample: SampledFrame;
@group(0) @binding(2) var<storage, read> columns: array<u32>;
@group(0) @binding(3) var<storage, read> weights: array<i32>;
@group(0) @binding(4) var<storage, read_write> pixels: array<u32>;

fn resized(plane: u32, x: u32, y: u32) -> i32 {
  let table = sizes.tables[select(3u, 1u, plane == 0u)];
  let from_column = sizes.column_start[plane] + y * sizes.plane_width[plane] + u32(weights[table.y + x]);
  var sum = 1 << (RESIZE_SHIFT - 1u);
  for (var k = 0u; k < table.x; k++) {
    sum += weights[table.z + x * table.x + k] * i32(columns[from_column + k]);
  }
  return sum >> RESIZE_SHIFT;
}

fn channel(scaled: i32) -> i32 {
  return clamp(scaled >> COLOUR_BITS, 0, 255);
}

// numerator / divisor in 12-bit fixed point, rounded half up; 0 where the divisor is 0.
fn reciprocal(numerator: i32, divisor: i32) -> i32 {
  let scaled = numerator << HSV_BITS;
  return select(0, (2 * scaled + divisor) / (2 * max(divisor, 1)), divisor > 0);
}

fn rounded(scaled: i32) -> i32 {
  return (scaled + (1 << (HSV_BITS - 1u))) >> HSV_BITS;
}

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= sizes.comparison.x) {
    return;
  }
  let luma = sample.fixed_y_scale * (resized(0u, id.x, id.y) - sample.fixed_y_offset) + (1 << (COLOUR_BITS - 1u));
  let cb = resized(1u, id.x, id.y) - 128;
  let cr = resized(2u, id.x, id.y) - 128;
  let grey = channel(luma);
  let r = channel(luma + sample.fixed_rv * cr);
  let g = channel(luma + sample.fixed_gu * cb + sample.fixed_gv * cr);
  let b = channel(luma + sample.fixed_bu * cb);

  let value = max(r, max(g, b));
  let range = value - min(r, min(g, b));
  let saturation = rounded(range * reciprocal(255, value));
  var sector = r - g + 4 * range;
  if (value == r) {
    sector = g - b;
  } else if (value == g) {
    sector = b - r + 2 * range;
  }
  var hue = rounded(sector * reciprocal(30, range));
  hue += select(0, 180, hue < 0);
  pixels[id.y * sizes.comparison.x + id.x] = u32(hue) | (u32(saturation) << 8u) | (u32(value) << 16u) | (u32(grey) << 24u);
}
