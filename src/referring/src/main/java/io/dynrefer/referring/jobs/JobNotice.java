package io.dynrefer.referring.jobs;

/**
 * What those are told who wait for a job.
 *
 * @param status {@code done} or {@code failed}
 * @param answer the store's key of the answer
 */
public record JobNotice(JobId job, JobStatus status, String answer) {}
