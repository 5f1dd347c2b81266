/** The blob store on S3. */
@NullMarked
package io.dynrefer.store.s3;

import org.jspecify.annotations.NullMarked;
