package io.dynrefer.functions.rest;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.reactive.common.util.CaseInsensitiveMap;
import org.jboss.resteasy.reactive.server.core.multipart.MultipartParser;

/** Forms: whatever the web framework makes of them is read, or told as the caller's fault (400). */
class MultipartFuzzTest {
    private static final byte[] BOUNDARY = "B".getBytes(StandardCharsets.US_ASCII);

    @FuzzTest
    void form_isReadOrTheCallersFault(byte[] data) {
        try {
            MultipartParser.beginParse(new Parts(), BOUNDARY, "UTF-8").parse(ByteBuffer.wrap(data));
        } catch (Exception e) {
            if (BrokenRequests.problem(e).isEmpty()) {
                throw new AssertionError("not known as the caller's fault", e);
            }
        }
    }

    /** Takes every part and keeps none. */
    private static final class Parts implements MultipartParser.PartHandler {
        @Override
        public void beginPart(CaseInsensitiveMap<String> headers) {}

        @Override
        public void data(ByteBuffer buffer) {
            buffer.position(buffer.limit());
        }

        @Override
        public void endPart() {}
    }
}
