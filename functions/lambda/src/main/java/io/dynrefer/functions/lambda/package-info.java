/** What the Lambda functions share: the way in. */
@NullMarked
package io.dynrefer.functions.lambda;

import org.jspecify.annotations.NullMarked;
