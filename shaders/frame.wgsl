// Shared by every pass: the values of the frame size and of the current sampled frame. Compiled in front of each pass,
// behind the constants that src/slowfast/gpu/wgsl.ts prints. The uniform buffers' layout is derived from these structs,
// so order and types are defined here only.

// A frame's planes are stored one after another in one buffer, as tightly packed bytes, each plane at a multiple of 4.
// In the vectors x, y, z stand for Y, U, V.
struct Sizes {
  plane_width: vec4u,
  plane_height: vec4u,
  // First byte of each plane.
  plane_start: vec4u,
  // First column sum of each plane.
  column_start: vec4u,
  // Offsets of a resize table in the weights buffer: x taps, y first samples, z weights. Luma vertical, luma
  // horizontal, chroma vertical, chroma horizontal.
  tables: array<vec4u, 4>,
  // Comparison frame in pixels and in patches.
  comparison: vec2u,
  patches: vec2u,
}

struct SampledFrame {
  // RGB = y_scale (Y - y_offset) + ..., in code values.
  y_offset: f32,
  y_scale: f32,
  rv: f32,
  gu: f32,
  gv: f32,
  bu: f32,
  // The same in fixed point, for the passes that must equal the CPU bit for bit.
  fixed_y_offset: i32,
  fixed_y_scale: i32,
  fixed_rv: i32,
  fixed_gu: i32,
  fixed_gv: i32,
  fixed_bu: i32,
  // Place in the window, and seconds since its first instant.
  slot: u32,
  seconds: f32,
  // 1 when there is no slow frame of this size to compare with.
  restart: u32,
  // Order of temporal differences that can be taken: 0, 1 or 2.
  differences: u32,
  // 1 when the previous sampled frame has this size.
  follows: u32,
  // Low-resolution slots of this frame (x), the two source frames before it (y, z) and the previous sampled frame (w).
  low: vec4u,
  // Top left corners of the 36 fragments, two to a vector.
  origins: array<vec4u, 18>,
}

// Byte `i` of a buffer of words, given the word that contains it: `byte_of(planes[i >> 2u], i)`.
fn byte_of(word: u32, i: u32) -> u32 {
  return (word >> ((i & 3u) * 8u)) & 0xffu;
}

fn clamp_code(value: f32) -> f32 {
  return clamp(value, 0.0, 255.0);
}

// First and one-past-last sample of a cell along a side; never empty, also where the side has fewer samples than cells.
fn cell_bounds(length: u32, cell: u32, cells: u32) -> vec2u {
  let start = (cell * length) / cells;
  return vec2u(start, max(start + 1u, ((cell + 1u) * length) / cells));
}
