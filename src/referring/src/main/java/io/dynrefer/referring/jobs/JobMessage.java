package io.dynrefer.referring.jobs;

/** Says that a job is ready for its next step; what the step needs lies in the store. */
public record JobMessage(JobId job) {}
