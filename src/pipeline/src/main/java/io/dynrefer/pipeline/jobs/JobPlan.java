package io.dynrefer.pipeline.jobs;

import io.dynrefer.pipeline.EncodeRequest;
import io.dynrefer.pipeline.ViewsResponse;

/**
 * How far the first step took a job.
 *
 * @param views what the views function answered
 * @param encode what is to be encoded
 */
record JobPlan(ViewsResponse views, EncodeRequest encode) {}
