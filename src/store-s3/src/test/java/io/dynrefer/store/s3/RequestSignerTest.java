package io.dynrefer.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.local.LocalS3;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Signatures against a server that checks them and that knows nothing of the signer. */
class RequestSignerTest {
    @Test
    void signedRequest_isLetIn_andAnotherSecretsIsNot(@TempDir Path folder) throws Exception {
        try (LocalS3 server = LocalS3.start(LocalS3.Settings.in(folder, "bucket"))) {
            assertThat(put(server, "local-secret")).isEqualTo(200);
            assertThat(put(server, "another")).isEqualTo(403);
        }
    }

    private static int put(LocalS3 server, String secret) throws Exception {
        RequestSigner signer = new RequestSigner(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", secret)), "us-east-1", "s3");
        URI address = server.endpoint().resolve("/bucket/greeting");
        byte[] body = "hello".getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(address).PUT(HttpRequest.BodyPublishers.ofByteArray(body));
        signer.headers("PUT", address, body)
                .forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
