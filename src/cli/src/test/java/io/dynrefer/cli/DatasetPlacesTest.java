package io.dynrefer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.command.ExitCode;
import io.dynrefer.local.LocalS3;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.s3.S3BlobStore;
import io.dynrefer.store.s3.S3StoreConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real S3 API server, found as every AWS tool finds one. */
class DatasetPlacesTest {
    private static final String BUCKET = "scenes";

    @TempDir
    static Path folder;

    private static final Map<String, String> BEFORE = new LinkedHashMap<>();
    private static Path scenes;
    private static LocalS3 server;

    @BeforeAll
    static void upload() throws IOException {
        scenes = SmallScenes.write(Files.createDirectory(folder.resolve("small")), "small");
        server = LocalS3.start(LocalS3.Settings.in(folder.resolve("s3"), BUCKET));
        set("aws.accessKeyId", "local");
        set("aws.secretAccessKey", "local-secret");
        set("aws.region", "us-east-1");
        set("aws.endpointUrlS3", server.endpoint().toString());
        try (S3BlobStore store = S3BlobStore.open(S3StoreConfig.ofBucket(BUCKET));
                Stream<Path> files = Files.walk(scenes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] content = Files.readAllBytes(file);
                store.putIfAbsent(new BlobKey("by-hand/small/" + scenes.relativize(file)), content);
                store.putIfAbsent(new BlobKey(scenes.relativize(file).toString()), content);
            }
        }
    }

    private static void set(String property, String value) {
        BEFORE.put(property, System.getProperty(property, ""));
        System.setProperty(property, value);
    }

    @AfterAll
    static void restore() throws IOException {
        BEFORE.forEach((property, value) -> {
            if (value.isEmpty()) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, value);
            }
        });
        server.close();
    }

    @Test
    void open_s3_readsWhatTheFolderHas() throws IOException {
        byte[] expected = sheet(scenes.toString());
        for (String place : List.of("s3://scenes/by-hand/small", "s3://scenes/by-hand/small/", "s3://scenes")) {
            assertThat(sheet(place)).as(place).isEqualTo(expected);
        }
    }

    @Test
    void open_s3WithoutADataSet_namesThePlace() {
        Run run = Run.of(folder, "data", "sheet", "s3://scenes/empty", "--out", "sheet.svg");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err()).contains("empty", "dataset.json", "not_found");
    }

    @Test
    void open_s3WithoutABucket_saysTheForm() {
        Run run = Run.of(folder, "data", "sheet", "s3://", "--out", "sheet.svg");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("s3://bucket/prefix", "'s3://'");
    }

    private static byte[] sheet(String place) throws IOException {
        Path out = folder.resolve("sheet.svg");
        Run run = Run.of(folder, "data", "sheet", place, "--out", out.toString());
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        return Files.readAllBytes(out);
    }
}
