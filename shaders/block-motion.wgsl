// Block matching between motion frames. One workgroup per block of the 8x8 grid (x) and pair of frames (y), 64 threads.
//
// The threads divide the 169 offsets of the coarse search among them. 18 threads then try one offset each of the
// refinement, and the first thread picks the best and computes the subpixel offset. Three barriers. Costs are integers
// and ties go to the lower candidate, as in the CPU reference.

@group(0) @binding(0) var<uniform> sample: SampledFrame;
@group(0) @binding(1) var<storage, read> fine: array<i32>;
@group(0) @binding(2) var<storage, read> coarse: array<i32>;
// [pair][block]: velocity x, velocity y, moved, unmoved.
@group(0) @binding(3) var<storage, read_write> motions: array<vec4f>;

const THREADS = 64u;
const SIDE = 2u * SEARCH_CELLS + 1u;
const COARSE_SIDE = MOTION_BLOCK_PX / 2u;
const REFINEMENTS = 18u;
const NO_COST = 0x7fffffff;

var<workgroup> costs: array<i32, THREADS>;
var<workgroup> places: array<u32, THREADS>;

// A value of a frame with repeated edges.
fn fine_at(slot: u32, place: vec2i) -> i32 {
  let inside = vec2u(clamp(place, vec2i(0), vec2i(i32(MOTION_PX) - 1)));
  return fine[(slot * MOTION_PX + inside.y) * MOTION_PX + inside.x];
}

fn coarse_at(slot: u32, place: vec2i) -> i32 {
  let inside = vec2u(clamp(place, vec2i(0), vec2i(i32(COARSE_PX) - 1)));
  return coarse[(slot * COARSE_PX + inside.y) * COARSE_PX + inside.x];
}

fn coarse_sum(now: u32, since: u32, corner: vec2i, by: vec2i) -> i32 {
  var sum = 0;
  for (var i = 0u; i < COARSE_SIDE * COARSE_SIDE; i++) {
    let place = corner + vec2i(i32(i % COARSE_SIDE), i32(i / COARSE_SIDE));
    sum += abs(coarse_at(now, place) - coarse_at(since, place + by));
  }
  return sum;
}

fn fine_sum(now: u32, since: u32, corner: vec2i, by: vec2i) -> i32 {
  var sum = 0;
  for (var i = 0u; i < MOTION_BLOCK_PX * MOTION_BLOCK_PX; i++) {
    let place = corner + vec2i(i32(i % MOTION_BLOCK_PX), i32(i / MOTION_BLOCK_PX));
    sum += abs(fine_at(now, place) - fine_at(since, place + by));
  }
  return sum;
}

fn coarse_step(candidate: u32) -> vec2i {
  return vec2i(i32(candidate % SIDE), i32(candidate / SIDE)) - i32(SEARCH_CELLS);
}

// The first nine candidates lie about zero motion, the others about twice the coarse best.
fn fine_step(candidate: u32, coarse_best: u32) -> vec2i {
  let about = select(2 * coarse_step(coarse_best), vec2i(0), candidate < 9u);
  return about + vec2i(i32(candidate % 3u), i32((candidate / 3u) % 3u)) - 1;
}

fn steps_of(by: vec2i) -> i32 {
  return abs(by.x) + abs(by.y);
}

// The best result of the first `count` threads: least cost, then lowest candidate.
fn best_of(count: u32) -> u32 {
  var best = 0u;
  for (var i = 1u; i < count; i++) {
    if (costs[i] < costs[best] || (costs[i] == costs[best] && places[i] < places[best])) {
      best = i;
    }
  }
  return best;
}

// The subpixel offset of the best match, from the sums beside the best integer offset (block-motion.ts).
fn fraction(left: i32, middle: i32, right: i32) -> f32 {
  let slope = max(left, right) - middle;
  if (slope <= 0) {
    return 0.0;
  }
  let reach = min(0.5, f32(middle) / f32(slope));
  return clamp(0.5 * f32(left - right) / f32(slope), -reach, reach);
}

fn slots_of(pair: u32) -> vec2u {
  if (pair == 0u) {
    return sample.low.xy;
  }
  return select(sample.low.xw, sample.low.yz, pair == 1u);
}

fn exists(pair: u32) -> bool {
  if (pair == 2u) {
    return sample.follows == 1u;
  }
  return sample.differences > pair;
}

@compute @workgroup_size(THREADS)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let pair = group.y;
  if (!exists(pair)) {
    return;
  }
  let slots = slots_of(pair);
  let block = vec2i(i32(group.x % MOTION_GRID), i32(group.x / MOTION_GRID));
  let coarse_corner = block * i32(COARSE_SIDE);
  let corner = block * i32(MOTION_BLOCK_PX);

  var cost = NO_COST;
  var place = 0u;
  for (var candidate = thread; candidate < SIDE * SIDE; candidate += THREADS) {
    let by = coarse_step(candidate);
    let found = COARSE_STEP_COST * steps_of(by) + coarse_sum(slots.x, slots.y, coarse_corner, by);
    if (found < cost) {
      cost = found;
      place = candidate;
    }
  }
  costs[thread] = cost;
  places[thread] = place;
  workgroupBarrier();
  // Each thread picks the best itself: a shared result would need one more barrier.
  let coarse_best = places[best_of(THREADS)];
  workgroupBarrier();
  if (thread < REFINEMENTS) {
    let by = fine_step(thread, coarse_best);
    costs[thread] = FINE_STEP_COST * steps_of(by) + fine_sum(slots.x, slots.y, corner, by);
    places[thread] = thread;
  }
  workgroupBarrier();
  if (thread > 0u) {
    return;
  }
  let best = best_of(REFINEMENTS);
  let by = fine_step(best, coarse_best);
  let sum = costs[best] - FINE_STEP_COST * steps_of(by);
  let left = fine_sum(slots.x, slots.y, corner, by - vec2i(1, 0));
  let right = fine_sum(slots.x, slots.y, corner, by + vec2i(1, 0));
  let above = fine_sum(slots.x, slots.y, corner, by - vec2i(0, 1));
  let below = fine_sum(slots.x, slots.y, corner, by + vec2i(0, 1));
  let still = fine_sum(slots.x, slots.y, corner, vec2i(0));
  let scale = f32(MOTION_BLOCK_PX * MOTION_BLOCK_PX * CODE_STEPS);
  // Content came from `by`: it moved the other way.
  let velocity = -(vec2f(by) + vec2f(fraction(left, sum, right), fraction(above, sum, below)));
  motions[pair * MOTION_BLOCKS + group.x] = vec4f(velocity, f32(sum) / scale, f32(still) / scale);
}
