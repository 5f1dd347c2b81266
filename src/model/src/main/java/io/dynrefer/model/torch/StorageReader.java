package io.dynrefer.model.torch;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** Gets at the bytes of a checkpoint's storages. */
interface StorageReader extends Closeable {
    /** A stream of a storage's bytes, little-endian, from byte {@code from} on. */
    InputStream open(TorchStorage storage, long from) throws IOException;
}
