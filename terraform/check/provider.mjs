// A provider that serves the schema in schema.json and does nothing else: with it, Terraform itself can validate this
// code and run its tests, which mock every resource. It speaks as much of Terraform's plugin protocol 6 as that takes.
import http2 from "node:http2";
import { field, message, text } from "./lib/protobuf.mjs";
import { SCHEMA } from "./lib/schema.mjs";

const SERVICE = "/tfplugin6.Provider/";
const NESTING = { single: 2, list: 2, set: 3 };

/** Starts the provider; resolves to { reattach, close }: reattach is the variable that tells Terraform where it is. */
export function startProvider() {
  const server = http2.createServer();
  server.on("stream", (stream, headers) => answer(stream, headers[":path"]));
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () =>
      resolve({ reattach: reattach(server.address().port), close: () => server.close() }),
    );
  });
}

function reattach(port) {
  return JSON.stringify({
    "hashicorp/aws": {
      Protocol: "grpc",
      ProtocolVersion: 6,
      Pid: process.pid,
      Test: true,
      Addr: { Network: "tcp", String: `127.0.0.1:${port}` },
    },
  });
}

/** Every method but two is answered with an empty message: no diagnostics, nothing to add. */
function answer(stream, path) {
  if (path.startsWith(SERVICE)) {
    reply(stream, path === `${SERVICE}GetProviderSchema` ? schemaMessage() : Buffer.alloc(0));
  } else if (path === "/grpc.health.v1.Health/Check") {
    reply(stream, message(field(1, 1)));
  } else {
    stream.respond({ ":status": 200, "content-type": "application/grpc", "grpc-status": "12" }, { endStream: true });
  }
}

function reply(stream, body) {
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(body.length, 1);
  stream.respond({ ":status": 200, "content-type": "application/grpc" }, { waitForTrailers: true });
  stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0" }));
  stream.end(Buffer.concat([prefix, body]));
}

function schemaMessage() {
  const named = (number, types) =>
    Object.entries(types).map(([name, type]) => field(number, message(text(1, name), field(2, schemaOf(type)))));
  return message(field(1, schemaOf(PROVIDER)), ...named(2, SCHEMA.resource), ...named(3, SCHEMA.data));
}

/** What this code says in its provider blocks. */
const PROVIDER = {
  arguments: {
    region: { type: "string" },
    default_tags: { type: { arguments: { tags: { type: ["map", "string"] } } }, block: "single" },
  },
};

const schemaOf = (type) => message(field(2, blockOf(type.arguments, type.attributes)));

/** A block: its arguments, its nested blocks, and whatever attributes only the provider sets. */
function blockOf(args, attributes = {}) {
  const parts = Object.entries(args).map(([name, argument]) =>
    argument.block ? field(3, nestedBlock(name, argument, attributes[name])) : field(2, attribute(name, argument)),
  );
  const computed = Object.entries(attributes)
    .filter(([name]) => !(name in args))
    .map(([name, type]) => field(2, message(text(1, name), field(2, typeJson(type)), field(6, 1))));
  return message(...parts, ...computed);
}

/** The bindings do not tell which optional arguments the provider fills in by itself, so it may fill in each. */
function attribute(name, { type, required }) {
  const flags = required ? [field(4, 1)] : [field(5, 1), field(6, 1)];
  return message(text(1, name), field(2, typeJson(type)), ...flags);
}

function nestedBlock(name, { type, block, required }, computed) {
  const inner = Array.isArray(computed) ? computed[1].attributes : computed?.attributes;
  const limits = [
    ...(required ? [field(4, 1)] : []),
    ...(block === "single" && name !== "timeouts" ? [field(5, 1)] : []),
  ];
  const nesting = name === "timeouts" ? 1 : NESTING[block];
  return message(text(1, name), field(2, blockOf(type.arguments, inner)), field(3, nesting), ...limits);
}

const typeJson = (type) => Buffer.from(JSON.stringify(ctyType(type)));

function ctyType(type) {
  if (typeof type === "string") {
    return type === "any" ? "dynamic" : type;
  }
  if (Array.isArray(type)) {
    return [type[0], ctyType(type[1])];
  }
  const members =
    type.attributes ??
    Object.fromEntries(Object.entries(type.arguments).map(([name, argument]) => [name, argument.type]));
  return ["object", Object.fromEntries(Object.entries(members).map(([name, member]) => [name, ctyType(member)]))];
}
