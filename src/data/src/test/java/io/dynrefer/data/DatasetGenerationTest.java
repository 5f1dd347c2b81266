package io.dynrefer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatasetGenerationTest {
    @TempDir
    private Path folder;

    private static DatasetInfo generate(SceneGenerator generator, Path folder) {
        return new DatasetGeneration(generator, DatasetGeneration.usualScenes(generator), folder).run(Progress.NONE);
    }

    private static Map<String, List<Byte>> files(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            Map<String, List<Byte>> files = new TreeMap<>();
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                List<Byte> bytes = new ArrayList<>();
                for (byte value : Files.readAllBytes(path)) {
                    bytes.add(value);
                }
                files.put(folder.relativize(path).toString(), bytes);
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void run_writesADatasetThatOpens() {
        generate(new StripesGenerator(5), folder);
        try (Dataset dataset = Dataset.open(folder)) {
            assertThat(dataset.info().splits())
                    .containsOnlyKeys("train", "test")
                    .containsEntry("test", new SplitCounts(3, 3));
            assertThat(dataset.info().has(Split.VAL)).isFalse();
            assertThat(dataset.info().vocabulary().tags()).containsExactly("noise", "stripe");
            AnnotatedImage image = dataset.images(Split.TEST).get(0);
            assertThat(image.fileName()).isEqualTo("images/000004.jpg");
            assertThat(image.regions().get(0).id()).isEqualTo(400);
            assertThat(dataset.pixels().read(image).size()).isEqualTo(image.size());
        }
    }

    @Test
    void run_sameSeed_givesTheSameBytes() {
        generate(new StripesGenerator(5), folder.resolve("a"));
        generate(new StripesGenerator(5), folder.resolve("b"));
        generate(new StripesGenerator(6), folder.resolve("c"));
        assertThat(files(folder.resolve("a"))).isEqualTo(files(folder.resolve("b")));
        assertThat(files(folder.resolve("a"))).isNotEqualTo(files(folder.resolve("c")));
    }

    @Test
    void run_afterAKill_continuesAndGivesTheSameBytes() throws IOException {
        generate(new StripesGenerator(5), folder.resolve("whole"));
        Path resumed = folder.resolve("resumed");
        assertThatThrownBy(() -> generate(new StripesGenerator(5, 2), resumed)).hasMessage("killed");
        assertThat(resumed.resolve(DatasetInfo.FILE_NAME)).doesNotExist();
        Files.writeString(resumed.resolve(".generation.jsonl"), "{\"images\":[{\"id\"", StandardOpenOption.APPEND);
        List<Long> heard = new ArrayList<>();
        StripesGenerator generator = new StripesGenerator(5);
        new DatasetGeneration(generator, DatasetGeneration.usualScenes(generator), resumed)
                .run((done, total) -> heard.add(done));
        assertThat(heard).containsExactly(2L, 3L, 4L, 5L, 6L);
        assertThat(files(resumed)).isEqualTo(files(folder.resolve("whole")));
    }

    @Test
    void run_onACompleteDataset_returnsIt() {
        DatasetInfo first = generate(new StripesGenerator(5), folder);
        assertThat(generate(new StripesGenerator(5, 0), folder)).isEqualTo(first);
    }

    @Test
    void run_overAnotherDataset_isRefused() {
        assertThatThrownBy(() -> generate(new StripesGenerator(5, 1), folder)).hasMessage("killed");
        assertThatThrownBy(() -> generate(new StripesGenerator(6), folder))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("another data set");
        generate(new StripesGenerator(5), folder);
        assertThatThrownBy(() -> new DatasetGeneration(new StripesGenerator(5), Map.of(Split.TEST, 1), folder)
                        .run(Progress.NONE))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("another data set");
    }
}
