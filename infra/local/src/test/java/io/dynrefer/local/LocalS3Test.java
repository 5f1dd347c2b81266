package io.dynrefer.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

final class LocalS3Test {
    @TempDir
    private Path directory = Path.of("");

    private LocalS3 server;

    @BeforeEach
    void start() throws IOException {
        server = LocalS3.start(LocalS3.Settings.in(directory, "bucket"));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private S3Client client(AwsCredentialsProvider credentials) {
        return S3Client.builder()
                .endpointOverride(server.endpoint())
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }

    private static AwsCredentialsProvider credentials(String accessKey, String secretKey) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey));
    }

    private void put(S3Client client, String key) {
        client.putObject(
                request -> request.bucket("bucket").key(key).ifNoneMatch("*"), RequestBody.fromString("hello"));
    }

    @Test
    void object_isAPlainFileAndOutlivesTheServer() throws IOException {
        try (S3Client client = client(credentials("local", "local-secret"))) {
            put(client, "images/one");
        }
        assertThat(directory.resolve("bucket/images/one")).hasContent("hello");

        server.close();
        server = LocalS3.start(LocalS3.Settings.in(directory, "bucket"));
        try (S3Client client = client(credentials("local", "local-secret"))) {
            assertThat(client.getObjectAsBytes(
                                    request -> request.bucket("bucket").key("images/one"))
                            .asUtf8String())
                    .isEqualTo("hello");
        }
    }

    @Test
    void object_writtenTwiceWithTheCondition_isRefused() {
        try (S3Client client = client(credentials("local", "local-secret"))) {
            put(client, "one");
            assertThatThrownBy(() -> put(client, "one"))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
        }
    }

    @Test
    void request_badOrNoSignature_isForbidden() {
        for (AwsCredentialsProvider credentials : new AwsCredentialsProvider[] {
            credentials("local", "wrong"),
            credentials("stranger", "local-secret"),
            AnonymousCredentialsProvider.create()
        }) {
            try (S3Client client = client(credentials)) {
                assertThatThrownBy(() -> put(client, "one"))
                        .isInstanceOfSatisfying(
                                S3Exception.class,
                                e -> assertThat(e.statusCode()).isEqualTo(403));
            }
        }
        assertThat(directory.resolve("bucket/one")).doesNotExist();
    }

    @Test
    void start_portInUse_saysWhich() {
        int port = server.endpoint().getPort();
        assertThatThrownBy(() -> LocalS3.start(new LocalS3.Settings(directory, "127.0.0.1", port, "bucket", "a", "b")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(String.valueOf(port));
    }

    @Test
    void environment_pointsAtTheServer() {
        assertThat(server.environment())
                .containsEntry("AWS_ENDPOINT_URL_S3", server.endpoint().toString())
                .containsEntry("AWS_ACCESS_KEY_ID", "local");
    }
}
