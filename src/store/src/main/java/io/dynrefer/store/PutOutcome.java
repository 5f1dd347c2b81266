package io.dynrefer.store;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;

/** What became of a create-if-absent write. */
public enum PutOutcome {
    /** This call wrote the blob. */
    CREATED,
    /** The key already held the same bytes. As good as {@link #CREATED}: duplicate events cost nothing. */
    ALREADY_THERE,
    /**
     * The key already holds other bytes, which stay. Expected of computed floats, whose last bits depend on the machine
     * and the batch: the first writer wins and every reader agrees. A fault where the key is the digest of the bytes:
     * see {@link #requireSame}.
     */
    DIFFERENT;

    /** Refuses {@link #DIFFERENT}: for keys that are made from the content itself. */
    public void requireSame(BlobKey key) {
        if (this == DIFFERENT) {
            throw new DynReferException(
                    ErrorCode.INTERNAL,
                    key.value(),
                    "The store already holds other bytes under '" + key
                            + "', whose content the key determines. One of the two is damaged: compare them and delete"
                            + " the stored blob if it is the wrong one.");
        }
    }
}
