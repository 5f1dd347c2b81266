package io.dynrefer.functions.common;

import io.dynrefer.referring.upkeep.BoundedBlobStore;
import io.dynrefer.region.DynReferException;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.DirectoryBlobStore;
import io.dynrefer.store.MemoryBlobStore;
import io.dynrefer.store.s3.S3BlobStore;
import io.dynrefer.store.s3.S3StoreConfig;
import io.dynrefer.store.s3.S3StoreConfig.Addressing;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Opens the store that the settings name, at start, so that a wrong setting stops the function at once. */
@Singleton
final class Stores {
    private static final Logger LOG = Logger.getLogger(Stores.class);

    @Produces
    @Singleton
    @Startup
    BlobStore store(StoreSettings settings) {
        BlobStore store = open(settings);
        LOG.infof("Store: %s", store);
        return store;
    }

    void close(@Disposes BlobStore store) throws Exception {
        if (store instanceof AutoCloseable open) {
            open.close();
        }
    }

    static BlobStore open(StoreSettings settings) {
        return switch (settings.kind()) {
            case DIRECTORY -> bounded(new DirectoryBlobStore(settings.directory()), settings.maxBytes());
            case S3 -> S3BlobStore.open(config(settings.s3()));
            case MEMORY -> new MemoryBlobStore();
        };
    }

    private static BlobStore bounded(BlobStore store, long maxBytes) {
        if (maxBytes < 0) {
            throw DynReferException.invalid(
                    "dynrefer.store.max-bytes", "dynrefer.store.max-bytes is a number of bytes, 0 for any.");
        }
        return maxBytes == 0 ? store : new BoundedBlobStore(store, maxBytes);
    }

    static S3StoreConfig config(StoreSettings.S3 settings) {
        S3StoreConfig amazon = S3StoreConfig.ofBucket(settings.bucket()
                .orElseThrow(() -> DynReferException.invalid(
                        "dynrefer.store.s3.bucket",
                        "dynrefer.store.kind=s3 needs dynrefer.store.s3.bucket, the name of an existing bucket.")));
        return new S3StoreConfig(
                amazon.bucket(),
                settings.prefix().orElse(amazon.prefix()),
                settings.region().orElse(null),
                settings.endpoint().orElse(null),
                settings.addressesByPath() ? Addressing.PATH : Addressing.VIRTUAL_HOST,
                amazon.connectTimeout(),
                amazon.attemptTimeout(),
                amazon.callTimeout(),
                amazon.maxConnections());
    }
}
