package io.dynrefer.pipeline.jobs;

import io.dynrefer.pipeline.EncodeResponse;
import io.dynrefer.pipeline.Outcome;

/** How encoding ended for a job. */
record JobEncoding(Outcome<EncodeResponse> outcome) {}
