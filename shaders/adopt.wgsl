// Copies a slow frame over the last slow frame, which later frames are compared with. One thread per pixel.

@group(0) @binding(0) var<uniform> sample: SampledFrame;
@group(0) @binding(1) var<storage, read> results: array<vec4u>;
@group(0) @binding(2) var<storage, read> pixels: array<u32>;
@group(0) @binding(3) var<storage, read_write> slow: array<u32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x < arrayLength(&slow) && results[sample.slot].x == 1u) {
    slow[id.x] = pixels[id.x];
  }
}
