/** The functions' dealings with AWS: clients, queues, calls to Lambda, notifications, and the way in from Lambda. */
@NullMarked
package io.dynrefer.functions.aws;

import org.jspecify.annotations.NullMarked;
