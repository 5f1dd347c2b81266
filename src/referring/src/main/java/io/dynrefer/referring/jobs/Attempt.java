package io.dynrefer.referring.jobs;

/** Whether a message that fails will be delivered again. */
public enum Attempt {
    /** It will, so a failure that may pass is left to the next delivery. */
    MORE_TO_COME,
    /** It will not, so whatever fails now is the job's answer. */
    LAST
}
