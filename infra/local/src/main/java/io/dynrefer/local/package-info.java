/** AWS on one machine, for tests and for running the system without a cloud: an S3 server and a Lambda service. */
@NullMarked
package io.dynrefer.local;

import org.jspecify.annotations.NullMarked;
