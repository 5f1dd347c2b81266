package io.dynrefer.store;

/** How one kind of artefact lies in the store; {@link StoredForms} has all of them. */
public interface StoredForm<V> {
    /** The bytes of a value. */
    byte[] encode(V value);

    /** The value stored under this key; damaged bytes are a 500 that names the key. */
    V decode(BlobKey key, byte[] blob);
}
