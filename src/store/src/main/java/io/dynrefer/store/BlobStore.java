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
 * <b>Damage.</b> A blob whose bytes are no longer those that were written is absent, and its key free for a new one.
 * <b>Durability.</b> What {@link #putIfAbsent} returned about survives a power cut, as far as the disk keeps its word.
 * <b>Thread-safety.</b> Instances are used by many threads at once, and several processes may share what is behind
 * them. <b>Visibility.</b> What {@link #putIfAbsent} returned about is seen by every later call of every process.
 * <b>Errors.</b> A store that cannot be reached or refuses the call is a {@code DynReferException} with the code
 * {@code STORE_UNAVAILABLE} whose message and field name the key; no exception of the backend's library gets out.
 * <b>Not promised:</b> change of a blob; two keys where one is a folder of the other ({@code a} and {@code a/b});
 * snapshots of a listing while others write; blobs over 64 MiB.
 */
public interface BlobStore {
    /** The blob's bytes, the caller's own copy; empty if the key was never written. */
    Optional<byte[]> find(BlobKey key);

    /** Whether {@link #find} finds a blob; cheaper where the bytes are far away, and then trusts their length alone. */
    boolean exists(BlobKey key);

    /**
     * Writes the blob unless the key was written before; of any number of racing writers exactly one gets
     * {@link PutOutcome#CREATED}. Never changes a whole blob, so repeating a call is harmless.
     */
    PutOutcome putIfAbsent(BlobKey key, byte[] content);

    /** Removes a blob; nothing happens if there is none. Readers that have it keep their copy. */
    void delete(BlobKey key);

    /**
     * The blobs whose keys' text starts with {@code prefix} ({@code ""}: all), in ascending order of keys. May take
     * time proportional to the number of blobs.
     */
    List<StoredBlob> blobs(String prefix);

    /** The keys of {@link #blobs}. */
    default List<BlobKey> list(String prefix) {
        return blobs(prefix).stream().map(StoredBlob::key).toList();
    }

    /**
     * Returns if the store can be read and written now, for health checks; otherwise {@code STORE_UNAVAILABLE}. Writes
     * nothing.
     */
    void checkReachable();
}
