package io.dynrefer.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.dynrefer.data.formats.CocoFile;
import java.nio.file.Path;
import java.util.stream.Stream;

/** COCO files as evaluations read them. */
class CocoFileFuzzTest {
    @FuzzTest
    void json_isACocoFileOrRefused(byte[] data) throws Exception {
        Path path = Scratch.file("coco.json", data);
        Refusals.only(() -> {
            try (CocoFile file = CocoFile.open(path);
                    Stream<?> images = file.images()) {
                images.forEach(image -> {});
            }
        });
    }
}
