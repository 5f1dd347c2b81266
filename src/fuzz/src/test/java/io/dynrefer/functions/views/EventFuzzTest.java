package io.dynrefer.functions.views;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.dynrefer.fuzz.Refusals;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Events about uploads, as S3, EventBridge, SNS and SQS write them. */
class EventFuzzTest {
    @FuzzTest
    void json_isAnEventOrRefused(byte[] data) throws Exception {
        JobEvent events = new JobEvent(Optional.of("store"), "");
        Refusals.only(() -> events.jobs(new String(data, StandardCharsets.UTF_8)));
    }
}
