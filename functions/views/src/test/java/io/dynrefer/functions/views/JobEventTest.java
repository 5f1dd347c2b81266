package io.dynrefer.functions.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.referring.jobs.JobId;
import io.dynrefer.region.DynReferException;
import io.dynrefer.store.Json;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobEventTest {
    private final JobEvent event = new JobEvent(Optional.of("bucket"), "prod/");

    private static String s3(String bucket, String key) {
        return "{\"Records\": [{\"eventSource\": \"aws:s3\", \"s3\": {\"bucket\": {\"name\": \"" + bucket
                + "\"}, \"object\": {\"key\": \"" + key + "\"}}}]}";
    }

    private static String eventBridge(String key) {
        return "{\"detail-type\": \"Object Created\", \"detail\": {\"bucket\": {\"name\": \"bucket\"}, \"object\": {\"key\": \""
                + key + "\"}}}";
    }

    @Test
    void jobs_areThoseWhoseUploadTheEventIsAbout() {
        assertThat(event.jobs("{\"job\": \"a\"}")).containsExactly(new JobId("a"));
        assertThat(event.jobs(s3("bucket", "prod/uploads/a/image.jpg"))).containsExactly(new JobId("a"));
        assertThat(event.jobs(eventBridge("prod/uploads/a/request.json"))).containsExactly(new JobId("a"));
        assertThat(event.jobs("{\"Service\": \"Amazon S3\", \"Event\": \"s3:TestEvent\", \"Bucket\": \"bucket\"}"))
                .isEmpty();
    }

    @Test
    void keys_areDecodedInNotificationsAlone() {
        assertThat(event.jobs(s3("bucket", "prod/uploads/a/image.%6Apg"))).containsExactly(new JobId("a"));
        assertThat(event.jobs(s3("bucket", "prod/uploads%2Fa%2Fimage.jpg"))).containsExactly(new JobId("a"));
        assertThat(event.jobs(eventBridge("prod/uploads%2Fa%2Fimage.jpg"))).isEmpty();
        assertThat(event.jobs(s3("bucket", "prod/uploads/a+b/image.jpg"))).containsExactly(new JobId("a~20b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{}", "nonsense", "{\"job\": \"a/b\"}", "{\"Records\": [{}]}"})
    void anythingElse_isRefused(String body) {
        assertThatThrownBy(() -> event.jobs(body)).isInstanceOf(DynReferException.class);
    }

    @Test
    void eventsThatServicesWrapped_areUnwrapped() {
        String notification = s3("bucket", "prod/uploads/a/image.jpg");
        String test = "{\"Service\": \"Amazon S3\", \"Event\": \"s3:TestEvent\", \"Bucket\": \"bucket\"}";

        assertThat(event.jobs(wrapped("Message", notification))).containsExactly(new JobId("a"));
        assertThat(event.jobs(wrapped("body", wrapped("Message", notification))))
                .containsExactly(new JobId("a"));
        assertThat(event.jobs(wrapped("Message", test))).isEmpty();
        assertThatThrownBy(() -> event.jobs(wrapped("Message", "nonsense"))).isInstanceOf(DynReferException.class);
    }

    private static String wrapped(String member, String content) {
        return Json.text(Map.of("Type", "Notification", member, content));
    }

    @Test
    void keysThatNobodyEncoded_standForThemselves() {
        assertThat(event.jobs(s3("bucket", "prod/uploads/first/100%.jpg"))).containsExactly(new JobId("first"));
    }

    @Test
    void otherBuckets_areRefused() {
        assertThatThrownBy(() -> event.jobs(s3("elsewhere", "prod/uploads/a/image.jpg")))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("elsewhere");
    }
}
