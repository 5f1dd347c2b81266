package io.dynrefer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.command.ExitCode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input ends in one line that names the field, the right exit code, and an untouched store. */
class BadInputTest {
    @TempDir
    static Path home;

    @TempDir
    Path folder;

    static Stream<Arguments> wrongRequests() {
        String manyWords =
                IntStream.rangeClosed(0, 5000).mapToObj(i -> "word" + i).collect(Collectors.joining(","));
        return Stream.of(
                request(ExitCode.USAGE, "--box", "Name at least one region"),
                request(ExitCode.USAGE, "--box", "finite numbers", "--box", "NaN,1,2,3"),
                request(ExitCode.USAGE, "--box", "finite numbers", "--box", "1,2,3,Infinity"),
                request(ExitCode.USAGE, "--box", "finite numbers", "--box", "left,2,3,4"),
                request(ExitCode.USAGE, "bbox", "4 numbers", "--box", "1,2,3"),
                request(ExitCode.FAILURE, "bbox", "outside the image", "--box", "5000,10,20,20"),
                request(ExitCode.FAILURE, "bbox", "positive", "--box", "10,10,0,20"),
                request(ExitCode.USAGE, "bbox", "positive", "--box", "10,10,-5,20"),
                request(ExitCode.USAGE, "polygon", "at least 3 points", "--polygon", "1,2,3,4"),
                request(ExitCode.USAGE, "tasks", "Unknown task 'smell'", "--box", "1,2,30,40", "--task", "smell"),
                request(ExitCode.USAGE, "tasks", "at least one task", "--box", "1,2,30,40", "--task", ""),
                request(ExitCode.USAGE, "views", "between 0", "--box", "1,2,30,40", "--views", "0,1.5,0.1"),
                request(ExitCode.USAGE, "views", "between 0", "--box", "1,2,30,40", "--views", "0,NaN,0.1"),
                request(ExitCode.USAGE, "views", "does not name views", "--box", "1,2,30,40", "--views", "wide"),
                request(ExitCode.USAGE, "views", "exactly 3 views", "--box", "1,2,30,40", "--views", "0,0.1,0.2,0.3"),
                request(ExitCode.USAGE, "vocabulary", "at least one word", "--box", "1,2,30,40", "--vocabulary", ""),
                request(ExitCode.FAILURE, "vocabulary", "at most", "--box", "1,2,30,40", "--vocabulary", manyWords),
                request(ExitCode.USAGE, "vocabulary", "empty", "--box", "1,2,30,40", "--vocabulary", "cat,,dog"),
                request(
                        ExitCode.USAGE,
                        "tag_threshold",
                        "between 0 and 1",
                        "--box",
                        "1,2,30,40",
                        "--tag-threshold",
                        "7"),
                request(ExitCode.USAGE, "top_k", "at least 1", "--box", "1,2,30,40", "--top-k", "0"),
                request(ExitCode.USAGE, "caption.beams", "1 to 16", "--box", "1,2,30,40", "--beams", "99"),
                request(ExitCode.USAGE, "--regions", "not both", "--box", "1,2,30,40", "--regions", "some.json"),
                request(ExitCode.FAILURE, "--regions", "no file", "--regions", "missing.json"),
                request(ExitCode.FAILURE, "weights", "no folder", "--box", "1,2,30,40", "--weights", "missing"),
                request(ExitCode.USAGE, "preset", "no preset 'huge'", "--box", "1,2,30,40", "--preset", "huge"),
                request(
                        ExitCode.USAGE,
                        "mutually exclusive",
                        "",
                        "--box",
                        "1,2,3,4",
                        "--preset",
                        "tiny",
                        "--weights",
                        "x"),
                request(
                        ExitCode.USAGE,
                        "--endpoint",
                        "http://localhost",
                        "--box",
                        "1,2,30,40",
                        "--endpoint",
                        "nowhere"),
                request(
                        ExitCode.FAILURE,
                        "--endpoint",
                        "running",
                        "--box",
                        "1,2,3,4",
                        "--endpoint",
                        "http://localhost:1"),
                request(ExitCode.USAGE, "Unknown option", "--help", "--bax", "1,2,30,40"),
                request(ExitCode.USAGE, "--format", "", "--box", "1,2,30,40", "--format", "xml"));
    }

    @ParameterizedTest(name = "{1}: {2} {3}")
    @MethodSource("wrongRequests")
    void refer_wrongRequest_isRefusedByName(int exitCode, String field, String says, List<String> options) {
        assertRefused(refer(Run.example("cat.jpg"), options), exitCode, field, says);
    }

    @Test
    void refer_contradictoryRegion_isRefused() throws IOException {
        Path regions =
                write("regions.json", "{\"regions\": [{\"bbox\": [1, 2, 30, 40], \"polygon\": [[1, 2, 3, 4, 5, 9]]}]}");
        assertRefused(
                refer(Run.example("cat.jpg"), List.of("--regions", regions.toString())),
                ExitCode.USAGE,
                "polygon",
                "bbox and polygon");
    }

    @Test
    void refer_maskOfAnotherSize_isRefused() throws IOException {
        Path mask = write("mask.json", "{\"size\": [10, 10], \"counts\": [50, 50]}");
        assertRefused(
                refer(Run.example("cat.jpg"), List.of("--rle", mask.toString())),
                ExitCode.USAGE,
                "rle.size",
                "[height, width]");
    }

    @Test
    void refer_emptyMask_isRefused() throws IOException {
        Path mask = write("mask.json", "{\"size\": [300, 451], \"counts\": [135300]}");
        assertRefused(refer(Run.example("cat.jpg"), List.of("--rle", mask.toString())), ExitCode.FAILURE, "rle", "");
    }

    @Test
    void refer_regionsFileThatIsNotJson_isRefused() throws IOException {
        Path regions = write("regions.json", "[{]");
        assertRefused(
                refer(Run.example("cat.jpg"), List.of("--regions", regions.toString())),
                ExitCode.USAGE,
                "--regions",
                "is not JSON");
    }

    @Test
    void refer_cocoFileWithoutThisPhoto_isRefused() throws IOException {
        Path coco = write("coco.json", "{\"images\": [{\"id\": 1, \"file_name\": \"dog.jpg\"}], \"annotations\": []}");
        assertRefused(
                refer(Run.example("cat.jpg"), List.of("--regions", coco.toString())),
                ExitCode.USAGE,
                "--regions",
                "no image with the file name 'cat.jpg'");
    }

    @Test
    void refer_regionsFileOfAnotherKind_isRefused() throws IOException {
        Path other = write("other.json", "{\"boxes\": []}");
        assertRefused(
                refer(Run.example("cat.jpg"), List.of("--regions", other.toString())),
                ExitCode.USAGE,
                "--regions",
                "neither a list of COCO annotations");
    }

    @Test
    void refer_missingPhoto_isRefused() {
        assertRefused(refer("nowhere.jpg", box()), ExitCode.FAILURE, "<photo>", "no file nowhere.jpg");
    }

    @Test
    void refer_notAnImage_isRefused() throws IOException {
        Path text = write("photo.jpg", "This is not a photo.");
        assertRefused(refer(text.toString(), box()), ExitCode.FAILURE, "image", "not_an_image");
    }

    @Test
    void refer_truncatedImage_isRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of(Run.example("cat.jpg")));
        Path half = Files.write(folder.resolve("half.jpg"), Arrays.copyOf(bytes, bytes.length / 2));
        assertRefused(refer(half.toString(), box()), ExitCode.FAILURE, "image", "unreadable_image");
    }

    @Test
    void refer_fortyMegapixels_isRefused() throws IOException {
        Path bomb = folder.resolve("bomb.png");
        assertThat(ImageIO.write(new BufferedImage(8000, 5001, BufferedImage.TYPE_BYTE_BINARY), "png", bomb.toFile()))
                .isTrue();
        assertRefused(refer(bomb.toString(), box()), ExitCode.FAILURE, "image", "too_large");
    }

    private Run refer(String photo, List<String> options) {
        List<String> arguments = new ArrayList<>(List.of("refer", photo));
        arguments.addAll(options);
        if (!options.contains("--endpoint")) {
            arguments.addAll(List.of("--store", folder.resolve("store").toString()));
            if (!options.contains("--weights") && !options.contains("--preset")) {
                arguments.addAll(List.of("--preset", "tiny"));
            }
        }
        return Run.of(home, arguments.toArray(String[]::new));
    }

    private void assertRefused(Run run, int exitCode, String field, String says) throws AssertionError {
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(exitCode);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines().filter(line -> line.startsWith("error: ")).toList())
                .as(run.err())
                .singleElement()
                .asString()
                .contains(field, says);
        assertThat(storedFiles()).isEmpty();
    }

    private List<Path> storedFiles() {
        Path store = folder.resolve("store");
        if (!Files.exists(store)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(store)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new AssertionError("reading " + store, e);
        }
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static List<String> box() {
        return List.of("--box", "1,2,30,40");
    }

    private static Arguments request(int exitCode, String field, String says, String... options) {
        return Arguments.of(exitCode, field, says, List.of(options));
    }
}
