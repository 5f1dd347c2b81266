// Writes protocol buffers: as much of the wire format as the provider's answers need.

const VARINT = 0;
const LENGTH_DELIMITED = 2;

/** A field that holds a number (not negative) or bytes. */
export function field(number, value) {
  return typeof value === "number"
    ? Buffer.concat([varint((number << 3) | VARINT), varint(value)])
    : Buffer.concat([varint((number << 3) | LENGTH_DELIMITED), varint(value.length), value]);
}

/** A field that holds a string. */
export const text = (number, value) => field(number, Buffer.from(value));

/** A message of such fields. */
export const message = (...fields) => Buffer.concat(fields);

function varint(value) {
  const bytes = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest & 127) | 128);
    rest >>>= 7;
  }
  return Buffer.from([...bytes, rest]);
}
