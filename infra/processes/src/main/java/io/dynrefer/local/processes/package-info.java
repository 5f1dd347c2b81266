/** The whole system on one machine, every function a process of its own, with an S3 server between them. */
@NullMarked
package io.dynrefer.local.processes;

import org.jspecify.annotations.NullMarked;
