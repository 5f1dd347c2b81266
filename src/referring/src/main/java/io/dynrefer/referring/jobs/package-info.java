/**
 * Jobs: questions that are answered later. The same steps as behind HTTP, started by what appears in the store and by
 * messages that name a job; the store holds the state of every job, so any step may be repeated.
 */
@NullMarked
package io.dynrefer.referring.jobs;

import org.jspecify.annotations.NullMarked;
