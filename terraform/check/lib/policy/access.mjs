// Nobody may more than is written out, and no secret is.
import { objectsIn } from "../expressions.mjs";
import { finding, pointsAt, unless } from "./view.mjs";

/** Actions for which AWS knows no narrower resource than "*". */
const WITHOUT_RESOURCE = new Set([
  "ec2:AssignPrivateIpAddresses",
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:UnassignPrivateIpAddresses",
  "ecr:GetAuthorizationToken",
  "ecs:DiscoverPollEndpoint",
  "xray:PutTelemetryRecords",
  "xray:PutTraceSegments",
]);
const SECRET_NAME = /password|passwd|secret|token|api_?key|private_?key|credential/i;
/** Names that look like secrets and are settings. */
const NO_SECRET = /^(http_tokens|identity_sources)$/;
const SECRET_VALUE =
  /\bA(KI|SI)A[0-9A-Z]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY|\bgh[pousr]_\w{36}|\bxox[abprs]-\w+|\beyJ[\w-]{10,}\.eyJ/;

export async function secrets(view) {
  const findings = [];
  for (const block of view.blocks) {
    if (SECRET_VALUE.test(JSON.stringify(block.body))) {
      findings.push(finding(block, "contains what looks like a secret"));
    }
    for (const object of await objectsIn(block.body)) {
      findings.push(...writtenSecrets(object).map((name) => finding(block, `"${name}" is a secret in plain text`)));
    }
    if (block.kind === "variable" && SECRET_NAME.test(block.name)) {
      findings.push(
        ...unless(
          block.body.sensitive === true && block.body.default === undefined,
          block,
          "a secret's variable is sensitive and has no default",
        ),
      );
    }
  }
  return findings;
}

function writtenSecrets(object) {
  const direct = Object.entries(object).filter(
    ([name, value]) => SECRET_NAME.test(name) && !NO_SECRET.test(name) && isText(value),
  );
  const paired = isText(object.name) && SECRET_NAME.test(object.name) && isText(object.value) ? [[object.name]] : [];
  return [...direct, ...paired].map(([name]) => name);
}

const isText = (value) => typeof value === "string" && value.length > 0;

export async function permissions(view) {
  const findings = [];
  for (const block of view.blocks) {
    const keyPolicy = view.of("aws_kms_key").some((key) => pointsAt(key, block, "policy"));
    const endpointPolicy = view.of("aws_vpc_endpoint").some((endpoint) => pointsAt(endpoint, block, "policy"));
    for (const statement of await objectsIn(block.body)) {
      findings.push(
        ...grantFindings(normalised(statement), { keyPolicy, endpointPolicy }).map((text) => finding(block, text)),
      );
    }
  }
  const attached = view.blocks.filter(({ type }) => /^aws_iam_(role|user|group)_policy_attachment$/.test(String(type)));
  return [
    ...findings,
    ...attached.map((block) => finding(block, "attaches a policy that nobody here has read: write out what is needed")),
  ];
}

/** A statement in any of its three spellings: of a document, of JSON, of this project's permissions. */
function normalised(object) {
  const list = (value) => (value === undefined ? undefined : [value].flat());
  return {
    effect: object.effect ?? object.Effect ?? "Allow",
    actions: list(object.actions ?? object.Action),
    resources: list(object.resources ?? object.Resource),
    everythingBut: object.not_actions ?? object.NotAction ?? object.not_resources ?? object.NotResource,
    principals: JSON.stringify(list(object.principals ?? object.Principal) ?? []),
  };
}

function grantFindings({ effect, actions, resources, everythingBut, principals }, { keyPolicy, endpointPolicy }) {
  if (effect === "Deny" || (actions === undefined && everythingBut === undefined)) {
    return [];
  }
  const texts = (values) => (values ?? []).filter((value) => typeof value === "string");
  const wild = texts(actions).filter((action) => action.includes("*"));
  const broad = texts(actions).filter((action) => !WITHOUT_RESOURCE.has(action));
  return [
    ...(everythingBut === undefined ? [] : ["allows everything but something"]),
    ...wild.map((action) => `allows the wildcard action ${action}`),
    ...(texts(resources).includes("*") && !keyPolicy
      ? broad.map((action) => `allows ${action} on every resource`)
      : []),
    ...(principals.includes('"*"') && !endpointPolicy ? ["allows everybody"] : []),
  ];
}
