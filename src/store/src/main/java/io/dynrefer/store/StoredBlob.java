package io.dynrefer.store;

import java.time.Instant;

/**
 * A blob as a listing shows it.
 *
 * @param bytes its size
 * @param lastUse when it was written or, where a backend can tell, last read; coarse, to minutes
 */
public record StoredBlob(BlobKey key, long bytes, Instant lastUse) {}
