package io.dynrefer.referring.jobs;

import io.dynrefer.referring.EncodeRequest;
import io.dynrefer.referring.ViewsResponse;

/**
 * How far the first step took a job.
 *
 * @param views what the views function answered
 * @param encode what is to be encoded
 */
record JobPlan(ViewsResponse views, EncodeRequest encode) {}
