package io.dynrefer.functions.allinone;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;

import io.dynrefer.functions.common.StoreSettings;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.BlobStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server does whose store was damaged, and one that is told to forget. */
@QuarkusTest
@QuarkusTestResource(value = OnDisk.class, restrictToAnnotatedClass = true)
class StoreFaultsTest {
    private static final Path PHOTO = Path.of("../../examples/cat.jpg");

    @Inject
    BlobStore store;

    @Inject
    StoreSettings settings;

    private static ValidatableResponse ask() {
        return given().multiPart("image", PHOTO.toFile())
                .multiPart("request", "{\"regions\": [{\"id\": \"cat\", \"bbox\": [30, 0, 370, 292]}]}")
                .post("/v1/refer")
                .then()
                .statusCode(200);
    }

    private static ImageDigest photo() throws IOException {
        return ImageDigest.of(Files.readAllBytes(PHOTO));
    }

    @ParameterizedTest
    @ValueSource(strings = {"images", "views", "embeddings", "representations", "answers"})
    void damagedObjects_areMadeAgain(String kind) throws IOException {
        Object before = ask().extract().path("regions");
        List<BlobKey> keys = store.list(kind + "/");
        assertThat(keys).isNotEmpty();
        for (BlobKey key : keys) {
            Path file = settings.directory().resolve(key + "~");
            byte[] content = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(content, content.length / 2));
        }

        Object after = ask().extract().path("regions");

        assertThat(after).isEqualTo(before);
        ask().body("cache.answers_found", equalTo(4));
    }

    @Test
    void forget_removesThePhotoAndSaysWhatWent() throws IOException {
        ask();
        String digest = photo().hex();
        String path = "/v1/images/" + digest;

        given().delete(path)
                .then()
                .statusCode(200)
                .body("image", equalTo(digest))
                .body("removed", hasKey("images"))
                .body("removed", hasKey("embeddings"));

        assertThat(store.list(""))
                .filteredOn(key -> key.value().contains(digest))
                .containsExactly(new BlobKey("forgotten/" + digest));
        given().delete(path).then().statusCode(200).body("removed", anEmptyMap());
        given().delete("/v1/images/cat.jpg").then().statusCode(400).body("field", equalTo("image.digest"));
        ask().body("cache.embeddings_found", equalTo(0));
    }
}
