package io.dynrefer.store;

import java.util.List;
import java.util.Optional;

/**
 * Immutable blobs under keys, written once: where the functions meet.
 *
 * <p>Every backend extends {@code BlobStoreContract} in this module's test-jar. Take care when adding methods: the
 * surface stays small so that a backend stays a page of code.
 *
 * <p><b>Atomicity.</b> A blob is there whole or not at all, for every reader, also when its writer dies half-way.
 * <b>Thread-safety.</b> Instances are used by many threads at once, and several processes may share what is behind
 * them. <b>Visibility.</b> What {@link #putIfAbsent} returned about is seen by every later call of every process.
 * <b>Errors.</b> A store that cannot be reached or refuses the call is a {@code DynReferException} with the code
 * {@code STORE_UNAVAILABLE} whose message and field name the key; no exception of the backend's library gets out.
 * <b>Not promised:</b> deletion or change of a blob; durability across a power cut; two keys where one is a folder of
 * the other ({@code a} and {@code a/b}); snapshots of a listing while others write; blobs over 64 MiB.
 */
public interface BlobStore {
    /** The blob's bytes, the caller's own copy; empty if the key was never written. */
    Optional<byte[]> find(BlobKey key);

    /** Whether the key was written; cheaper than {@link #find} where the bytes are far away. */
    boolean exists(BlobKey key);

    /**
     * Writes the blob unless the key was written before; of any number of racing writers exactly one gets
     * {@link PutOutcome#CREATED}. Never changes a stored blob, so repeating a call is harmless.
     */
    PutOutcome putIfAbsent(BlobKey key, byte[] content);

    /**
     * The keys whose text starts with {@code prefix} ({@code ""}: all), in ascending order. For tools and tests: may
     * take time proportional to the number of blobs.
     */
    List<BlobKey> list(String prefix);

    /** Returns if the store answers now, for health checks; otherwise {@code STORE_UNAVAILABLE}. Writes nothing. */
    void checkReachable();
}
