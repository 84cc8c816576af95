/**
 * Times SciPy on columns of doubles, the first of which is the human score. Arguments: file, rows, draws. Prints seconds of
 * processor time as JSON: each coefficient over all methods, and one bootstrap draw of the three.
 */
export const SCIPY_PROGRAM = `
import json, sys, time
import numpy, scipy
from scipy import stats

path, rows, draws = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
columns = numpy.fromfile(path).reshape(-1, rows)
human, methods = columns[0], columns[1:]

def seconds(work):
    started = time.process_time()
    work()
    return time.process_time() - started

def all_of(f, index=slice(None)):
    return seconds(lambda: [f(method[index], human[index]) for method in methods])

three = (stats.spearmanr, stats.pearsonr, stats.kendalltau)
random = numpy.random.default_rng(1)
drawn = [random.integers(0, rows, rows) for _ in range(draws)]
print(json.dumps({
    "version": scipy.__version__,
    **{f.__name__: all_of(f) for f in three},
    "draw": sum(all_of(f, index) for index in drawn for f in three) / draws,
}))
`;
