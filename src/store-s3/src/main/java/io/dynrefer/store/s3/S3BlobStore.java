package io.dynrefer.store.s3;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.Sha256;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.PutOutcome;
import io.dynrefer.store.StoreFailures;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Blobs as objects of an S3 bucket, for any number of processes on any number of machines. Safe for several threads;
 * {@link #close} it when done.
 *
 * <p>An object carries its writer's id and the SHA-256 of its bytes as metadata ({@code x-amz-meta-dynrefer-writer},
 * {@code …-sha256}). Objects written by other tools need neither.
 */
public final class S3BlobStore implements BlobStore, AutoCloseable {
    /*
     * Create-if-absent is a conditional write, `If-None-Match: *`. Its answer 412 alone does not say that another writer
     * was first: when the answer to a successful write is lost, the SDK sends the write again and meets its own object.
     * Every call therefore signs its object with an id of its own, and 412 means "look whose it is".
     */
    private static final String WRITER = "dynrefer-writer";
    private static final String SHA256 = "dynrefer-sha256";
    private static final int PRECONDITION_FAILED = 412;

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
            return Optional.of(bytes(key));
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
        try {
            client.putObject(
                    request -> request.bucket(bucket)
                            .key(name(key))
                            .ifNoneMatch("*")
                            .metadata(Map.of(WRITER, mine.writer(), SHA256, mine.sha256())),
                    RequestBody.fromBytes(content));
            return PutOutcome.CREATED;
        } catch (S3Exception e) {
            if (e.statusCode() == PRECONDITION_FAILED) {
                return compare(key, mine, content);
            }
            throw StoreFailures.unavailable("write", key, e);
        } catch (SdkException e) {
            throw StoreFailures.unavailable("write", key, e);
        }
    }

    /** What a refused write met: this very call's object, an equal one, or another. */
    private PutOutcome compare(BlobKey key, Signature mine, byte[] content) {
        try {
            Signature stored = signature(key).orElseThrow(() -> deletedMeanwhile(key));
            if (stored.writer().equals(mine.writer())) {
                return PutOutcome.CREATED;
            }
            boolean same = stored.sha256().isEmpty()
                    ? Arrays.equals(bytes(key), content)
                    : stored.sha256().equals(mine.sha256());
            return same ? PutOutcome.ALREADY_THERE : PutOutcome.DIFFERENT;
        } catch (SdkException e) {
            throw StoreFailures.unavailable("compare", key, e);
        }
    }

    private static DynReferException deletedMeanwhile(BlobKey key) {
        return new DynReferException(
                ErrorCode.STORE_UNAVAILABLE,
                key.value(),
                "'" + key + "' was there when it was to be written and gone when it was to be compared; try again.");
    }

    @Override
    public List<BlobKey> list(String keyPrefix) {
        try {
            return client
                    .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix + keyPrefix))
                    .contents()
                    .stream()
                    .map(S3Object::key)
                    .map(name -> name.substring(prefix.length()))
                    .filter(BlobKey::isKey)
                    .map(BlobKey::new)
                    .sorted()
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

    private byte[] bytes(BlobKey key) {
        return client.getObjectAsBytes(request -> request.bucket(bucket).key(name(key)))
                .asByteArray();
    }

    /** Who wrote an object and what; empty texts where another tool did. */
    private record Signature(String writer, String sha256) {}

    private Optional<Signature> signature(BlobKey key) {
        try {
            Map<String, String> metadata = client.headObject(
                            request -> request.bucket(bucket).key(name(key)))
                    .metadata();
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
