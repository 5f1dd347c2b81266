package io.dynrefer.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * An S3 server (S3Proxy) in this process with one bucket. Objects are plain files under {@code directory/bucket}.
 * Signatures (version 4) are checked and conditional writes are atomic.
 */
public final class LocalS3 implements AutoCloseable {
    /** The loopback interface, for clients on this machine alone. */
    static final String LOOPBACK = "127.0.0.1";

    private final S3Proxy proxy;
    private final Settings settings;

    /**
     * How a server is started.
     *
     * @param directory where buckets are kept; created if needed
     * @param host the address to listen at, {@code 127.0.0.1} or, in a container that publishes it, {@code 0.0.0.0}
     * @param port 0 for a free one
     * @param bucket created if needed
     * @param accessKey the access key id that clients sign with
     * @param secretKey its secret
     */
    public record Settings(Path directory, String host, int port, String bucket, String accessKey, String secretKey) {
        /** A server on a free port with the credentials {@code local} / {@code local-secret}. */
        public static Settings in(Path directory, String bucket) {
            return new Settings(directory, LOOPBACK, 0, bucket, "local", "local-secret");
        }
    }

    private LocalS3(S3Proxy proxy, Settings settings) {
        this.proxy = proxy;
        this.settings = settings;
    }

    /** Starts a server, which answers when this returns. */
    public static LocalS3 start(Settings settings) throws IOException {
        return start(settings, created -> {});
    }

    /** As {@link #start(Settings)}; {@code listener} hears of every object that is written, on the request's thread. */
    public static LocalS3 start(Settings settings, Consumer<ObjectCreated> listener) throws IOException {
        Path directory = Files.createDirectories(settings.directory()).toAbsolutePath();
        BlobStore objects = new EventfulBlobStore(new FilesystemNio2BlobStore(directory.toString()), listener);
        if (!objects.containerExists(settings.bucket())) {
            objects.createContainer(settings.bucket());
        }
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(objects)
                .endpoint(URI.create("http://" + settings.host() + ":" + settings.port()))
                .awsAuthentication(AuthenticationType.AWS_V4, settings.accessKey(), settings.secretKey())
                .build();
        proxy.setBlobStoreLocator((identity, bucket, key) ->
                settings.accessKey().equals(identity) ? new AccessGrant(settings.secretKey(), objects) : null);
        try {
            proxy.start();
        } catch (Exception e) { // What the server's start declares.
            throw new IOException("could not start the local S3 server on port " + settings.port(), e);
        }
        return new LocalS3(proxy, settings);
    }

    /** Where clients on this machine find it: {@code http://127.0.0.1:port}, with path-style addressing. */
    public URI endpoint() {
        return URI.create("http://" + LOOPBACK + ":" + proxy.getPort());
    }

    public String bucket() {
        return settings.bucket();
    }

    /** Writes an object as a client does. */
    public void put(String key, byte[] content) {
        try (S3Client client = S3Client.builder()
                .endpointOverride(endpoint())
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(settings.accessKey(), settings.secretKey())))
                .httpClientBuilder(ApacheHttpClient.builder())
                .build()) {
            client.putObject(request -> request.bucket(settings.bucket()).key(key), RequestBody.fromBytes(content));
        }
    }

    /** The variables that point an AWS SDK in another process at this server. */
    public Map<String, String> environment() {
        return Map.of(
                "AWS_ACCESS_KEY_ID", settings.accessKey(),
                "AWS_SECRET_ACCESS_KEY", settings.secretKey(),
                "AWS_REGION", "us-east-1",
                "AWS_ENDPOINT_URL_S3", endpoint().toString());
    }

    @Override
    public void close() throws IOException {
        try {
            proxy.stop();
        } catch (Exception e) { // What the server's stop declares.
            throw new IOException("could not stop the local S3 server", e);
        }
    }
}
