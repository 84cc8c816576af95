/**
 * Makes something of an object once and hands the same out for as long as the object lives: a chart that is the same
 * object is not drawn again, so that a drag redraws what it moves and nothing else.
 */
export function once<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known.value;
    const value = make(key);
    made.set(key, { value });
    return value;
  };
}
