/** SQS between the steps of jobs: settings, sending. */
@NullMarked
package io.dynrefer.functions.queue;

import org.jspecify.annotations.NullMarked;
