package io.dynrefer.referring.jobs;

import io.dynrefer.referring.EncodeResponse;
import io.dynrefer.referring.Outcome;

/** How encoding ended for a job. */
record JobEncoding(Outcome<EncodeResponse> outcome) {}
