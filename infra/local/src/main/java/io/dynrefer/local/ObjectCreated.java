package io.dynrefer.local;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An object that was written.
 *
 * @param event what wrote it, e.g. {@code ObjectCreated:Put}
 * @param eTag its entity tag, where the server gives one
 */
public record ObjectCreated(
        String bucket, String key, String event, @Nullable String eTag) {
    /** S3's notification of it, as a document of one record. */
    public String notification() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode record = document.putArray("Records").addObject();
        record.put("eventVersion", "2.1")
                .put("eventSource", "aws:s3")
                .put("awsRegion", "us-east-1")
                .put("eventTime", Instant.now().toString())
                .put("eventName", event);
        ObjectNode s3 = record.putObject("s3").put("s3SchemaVersion", "1.0").put("configurationId", "uploads");
        s3.putObject("bucket").put("name", bucket).put("arn", "arn:aws:s3:::" + bucket);
        // As in a form, but for the slashes.
        s3.putObject("object")
                .put("key", URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/"))
                .put("eTag", eTag);
        return document.toString();
    }
}
