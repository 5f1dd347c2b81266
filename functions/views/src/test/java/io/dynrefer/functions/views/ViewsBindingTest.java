package io.dynrefer.functions.views;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.dynrefer.region.ImageDigest;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.StoreKeys;
import io.dynrefer.testing.Golden;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ViewsBindingTest {
    @Inject
    BlobStore store;

    @Test
    void views_answersPerItemAndPutsTheCropsIntoTheStore() throws IOException {
        byte[] photo = Files.readAllBytes(Golden.path("view_selection/images/photo_cat_451x300.png"));
        ImageDigest digest = ImageDigest.of(photo);
        store.putIfAbsent(StoreKeys.image(digest), photo);

        given().body("""
                        {"image": "%s", "view_count": 3, "view_size": 64, "items": [
                          {"region": {"bbox": [100, 50, 200, 150], "bbox_format": "xyxy"}, "selection": [0, 0.5, 1]},
                          {"region": {"bbox": [900, 900, 950, 950], "bbox_format": "xyxy"}, "selection": "image"}]}
                        """.formatted(digest.hex()))
                .post("/")
                .then()
                .statusCode(200)
                .body("error", nullValue())
                .body("value.items[0].value.views.t", contains(0.0f, 0.5f, 1.0f))
                .body("value.items[1].error.code", equalTo("region_outside_image"));

        assertThat(store.list("views/" + digest.hex()).stream()
                        .filter(key -> key.toString().endsWith("@64")))
                .hasSize(3);
    }

    @Test
    void views_answersARefusalInThePayload() {
        given().body(
                        "{\"image\": \"%s\", \"view_count\": 3, \"view_size\": 64, \"items\": [{\"region\": {\"bbox\": [1, 1, 9, 9]}, \"selection\": \"image\"}]}"
                                .formatted("0".repeat(64)))
                .post("/")
                .then()
                .statusCode(200)
                .body("error.code", equalTo("not_found"));
    }
}
