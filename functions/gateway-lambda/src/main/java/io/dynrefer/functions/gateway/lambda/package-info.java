/** The gateway behind Lambda: API Gateway's events as HTTP requests to the gateway in this process. */
@NullMarked
package io.dynrefer.functions.gateway.lambda;

import org.jspecify.annotations.NullMarked;
