package io.dynrefer.store.s3;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.Sha256;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.PutOutcome;
import io.dynrefer.store.StoreFailures;
import io.dynrefer.store.StoredBlob;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Blobs as objects of an S3 bucket, for any number of processes on any number of machines. Safe for several threads;
 * {@link #close} it when done.
 *
 * <p>An object carries its writer's id, the number and the SHA-256 of its bytes as metadata
 * ({@code x-amz-meta-dynrefer-writer}, {@code …-length}, {@code …-sha256}), and is absent where they say something else
 * than its bytes; beside them S3 keeps checksums of its own, which the SDK compares. Objects written by other tools
 * need none of them.
 */
public final class S3BlobStore implements BlobStore, AutoCloseable {
    /*
     * Create-if-absent is a conditional write, `If-None-Match: *`. Its answer 412 alone does not say that another writer
     * was first: when the answer to a successful write is lost, the SDK sends the write again and meets its own object.
     * Every call therefore signs its object with an id of its own, and 412 means "look whose it is".
     */
    private static final String WRITER = "dynrefer-writer";
    private static final String SHA256 = "dynrefer-sha256";
    private static final String LENGTH = "dynrefer-length";
    private static final int ATTEMPTS = 3;
    private static final int PRECONDITION_FAILED = 412;

    private static final Logger LOG = System.getLogger(S3BlobStore.class.getName());
    private static final long MOST_BYTES = 64L << 20;

    private final S3Client client;
    private final String bucket;
    private final String prefix;

    private S3BlobStore(S3Client client, S3StoreConfig config) {
        this.client = client;
        this.bucket = config.bucket();
        this.prefix = config.prefix();
    }

    /**
     * A store that signs with the credentials every AWS tool finds (environment, profile, role). No call is made yet.
     */
    public static S3BlobStore open(S3StoreConfig config) {
        return open(config, DefaultCredentialsProvider.builder().build());
    }

    /** A store that signs with these credentials. */
    public static S3BlobStore open(S3StoreConfig config, AwsCredentialsProvider credentials) {
        try {
            return new S3BlobStore(S3Clients.open(config, credentials), config);
        } catch (SdkException e) { // No region anywhere, for one.
            throw StoreFailures.unavailable("open the bucket " + config.bucket(), e);
        }
    }

    @Override
    public Optional<byte[]> find(BlobKey key) {
        try {
            ResponseBytes<GetObjectResponse> object =
                    client.getObject(request -> request.bucket(bucket).key(name(key)), S3BlobStore::read);
            if (object.response().contentLength() > MOST_BYTES) {
                throw new DynReferException(
                        ErrorCode.TOO_LARGE,
                        key.value(),
                        "'" + key + "' has more than " + MOST_BYTES + " bytes, the most that an object may have here.");
            }
            byte[] content = object.asByteArray();
            String sha256 = object.response().metadata().getOrDefault(SHA256, "");
            if (sha256.isEmpty() || sha256.equals(Sha256.hex(content))) {
                return Optional.of(content);
            }
            removeDamaged(key);
            return Optional.empty();
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw StoreFailures.unavailable("read", key, e);
        }
    }

    @Override
    public boolean exists(BlobKey key) {
        try {
            return signature(key).isPresent();
        } catch (SdkException e) {
            throw StoreFailures.unavailable("look for", key, e);
        }
    }

    @Override
    public PutOutcome putIfAbsent(BlobKey key, byte[] content) {
        Signature mine = new Signature(UUID.randomUUID().toString(), Sha256.hex(content));
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<PutOutcome> outcome = put(key, mine, content);
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        throw new DynReferException(
                ErrorCode.STORE_UNAVAILABLE,
                key.value(),
                "'" + key + "' was there when it was to be written and gone when it was to be compared; try again.");
    }

    /** What became of a write; empty if what refused it is gone meanwhile, being damaged for one. */
    private Optional<PutOutcome> put(BlobKey key, Signature mine, byte[] content) {
        try {
            client.putObject(
                    request -> request.bucket(bucket)
                            .key(name(key))
                            .ifNoneMatch("*")
                            .metadata(Map.of(
                                    WRITER,
                                    mine.writer(),
                                    SHA256,
                                    mine.sha256(),
                                    LENGTH,
                                    String.valueOf(content.length))),
                    RequestBody.fromBytes(content));
            return Optional.of(PutOutcome.CREATED);
        } catch (S3Exception e) {
            if (e.statusCode() == PRECONDITION_FAILED) {
                return compare(key, mine, content);
            }
            throw StoreFailures.unavailable("write", key, e);
        } catch (SdkException e) {
            throw StoreFailures.unavailable("write", key, e);
        }
    }

    /** What a refused write met: this very call's object, an equal one, or another; empty: nothing any more. */
    private Optional<PutOutcome> compare(BlobKey key, Signature mine, byte[] content) {
        try {
            Optional<Signature> found = signature(key);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            Signature stored = found.get();
            if (stored.writer().equals(mine.writer())) {
                return Optional.of(PutOutcome.CREATED);
            }
            boolean same = stored.sha256().isEmpty()
                    ? find(key).filter(bytes -> Arrays.equals(bytes, content)).isPresent()
                    : stored.sha256().equals(mine.sha256());
            return Optional.of(same ? PutOutcome.ALREADY_THERE : PutOutcome.DIFFERENT);
        } catch (SdkException e) {
            throw StoreFailures.unavailable("compare", key, e);
        }
    }

    @Override
    public void delete(BlobKey key) {
        try {
            client.deleteObject(request -> request.bucket(bucket).key(name(key)));
        } catch (SdkException e) {
            throw StoreFailures.unavailable("delete", key, e);
        }
    }

    private void removeDamaged(BlobKey key) {
        LOG.log(Level.WARNING, "The object ''{0}'' was damaged and is removed; it is made again when needed", key);
        client.deleteObject(request -> request.bucket(bucket).key(name(key)));
    }

    @Override
    public List<StoredBlob> blobs(String keyPrefix) {
        try {
            return client
                    .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix + keyPrefix))
                    .contents()
                    .stream()
                    .filter(object -> BlobKey.isKey(object.key().substring(prefix.length())))
                    .map(object -> new StoredBlob(
                            new BlobKey(object.key().substring(prefix.length())), object.size(), object.lastModified()))
                    .sorted(Comparator.comparing(StoredBlob::key))
                    .toList();
        } catch (SdkException e) {
            throw StoreFailures.unavailable("list the bucket " + bucket, e);
        }
    }

    @Override
    public void checkReachable() {
        try {
            client.headBucket(request -> request.bucket(bucket));
        } catch (SdkException e) {
            throw StoreFailures.unavailable("reach the bucket " + bucket, e);
        }
    }

    /** Reads an object after a look at its size: whoever uploads may have put anything there. */
    private static ResponseBytes<GetObjectResponse> read(GetObjectResponse response, AbortableInputStream object) {
        if (response.contentLength() > MOST_BYTES) {
            object.abort();
            return ResponseBytes.fromByteArrayUnsafe(response, new byte[0]);
        }
        try {
            return ResponseBytes.fromByteArrayUnsafe(response, object.readAllBytes());
        } catch (IOException e) { // As the SDK's own reader of bytes does.
            throw RetryableException.create("The object could not be read to its end.", e);
        }
    }

    /** Who wrote an object and what; empty texts where another tool did. */
    private record Signature(String writer, String sha256) {}

    private Optional<Signature> signature(BlobKey key) {
        try {
            HeadObjectResponse object =
                    client.headObject(request -> request.bucket(bucket).key(name(key)));
            Map<String, String> metadata = object.metadata();
            if (!metadata.getOrDefault(LENGTH, object.contentLength().toString())
                    .equals(object.contentLength().toString())) {
                removeDamaged(key);
                return Optional.empty();
            }
            return Optional.of(new Signature(metadata.getOrDefault(WRITER, ""), metadata.getOrDefault(SHA256, "")));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    private String name(BlobKey key) {
        return prefix + key.value();
    }

    @Override
    public void close() {
        client.close();
    }

    @Override
    public String toString() {
        return "S3BlobStore(s3://" + bucket + "/" + prefix + ")";
    }
}
